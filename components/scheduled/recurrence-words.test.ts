import { describe, expect, it } from "vitest";
import type { RecurrenceRule } from "#server/domain/scheduled-messages/contract.ts";
import { recurrenceWords } from "./recurrence-words.ts";

const monthly = (monthly_week: number, monthly_weekday: number): RecurrenceRule => ({
  frequency: "monthly",
  interval: 1,
  monthly_type: "day_of_week",
  monthly_week,
  monthly_weekday,
  end_type: "never",
});

describe("a rule in words", () => {
  it("names the day of a month as people say it", () => {
    expect(recurrenceWords(monthly(1, 1), "en")).toBe("Every month: the first Monday");
    expect(recurrenceWords(monthly(-1, 5), "en")).toBe("Every month: the last Friday");
  });

  it("gives Portuguese days their gender", () => {
    expect(recurrenceWords(monthly(1, 1), "pt-BR")).toBe("Todo mês: na primeira segunda-feira");
    expect(recurrenceWords(monthly(-1, 5), "pt-BR")).toBe("Todo mês: na última sexta-feira");
    expect(recurrenceWords(monthly(3, 6), "pt-BR")).toBe("Todo mês: no terceiro sábado");
    expect(recurrenceWords(monthly(-1, 0), "pt-BR")).toBe("Todo mês: no último domingo");
  });
});
