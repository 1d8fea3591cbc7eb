import { answers, notes, reacts, type Story, says } from "../story.ts";

const days = (count: number): number => count * 24 * 60;

/** The days before. */
export const earlier: Story[] = [
  {
    chat: "12025550151",
    ago: days(2),
    assignee: "olivia",
    end: "resolved",
    labels: ["wholesale"],
    steps: [
      says("We open a second café in March. Who is the right person to talk about volumes?"),
      answers("olivia", "That would be me. Congratulations, Mateo! How much do you expect?"),
      says(null, {
        after: 40,
        contact: {
          name: "Ines Carrow",
          phone: "+12025550152",
          vcard: "BEGIN:VCARD\nVERSION:3.0\nFN:Ines Carrow\nTEL;type=CELL;waid=12025550152:+1 202 555 0152\nEND:VCARD",
        },
      }),
      says("My sister runs the numbers, she will call you.", { after: 1 }),
    ],
  },
  {
    chat: "12025550158",
    ago: days(2) + 130,
    assignee: "caio",
    end: "resolved",
    labels: ["damaged"],
    steps: [
      says("One of the three bags was open when it arrived."),
      answers("caio", "That should not happen. A new one is on its way, please keep the old one."),
      says("That was quick. Thank you!", { after: 5 }),
    ],
  },
  {
    chat: "5511955550127",
    ago: days(2) + 320,
    assignee: "bia",
    end: "resolved",
    steps: [
      says("Filha, como eu faço o café naquele filtro novo que comprei?"),
      answers("bia", "Dona Neide, é fácil: água quase fervendo, três colheres, e despeje devagar em círculos.", {
        as: "receita",
      }),
      says("Ficou uma delícia!! 🥰", { to: "receita", after: 55 }),
    ],
  },
  {
    chat: "12025550166",
    ago: days(3),
    assignee: "olivia",
    labels: ["workshop"],
    end: "resolved",
    steps: [
      says("Which evening suits the tasting best? We cannot agree here."),
      says(null, {
        after: 2,
        poll: { title: "Tasting evening", options: ["Tuesday", "Wednesday", "Thursday"], max_choices: 1 },
      }),
      answers("olivia", "Wednesday is quiet with us, so the table by the window would be yours."),
    ],
  },
  {
    chat: "12025550169",
    ago: days(3) + 200,
    assignee: "caio",
    end: "resolved",
    labels: ["invoice"],
    steps: [
      says("Our accountant needs the tax number on the invoice."),
      notes("caio", "Add the field to the customer card, we get this question every quarter."),
      answers("caio", "It is on the new copy, Farah.", { file: "invoice" }),
    ],
  },
  {
    chat: "5521955550170",
    ago: days(4),
    assignee: "bia",
    labels: ["entrega"],
    end: "resolved",
    steps: [
      says("Meu pedido chegou trocado: pedi torra clara e veio escura."),
      answers("bia", "Poxa, Otávio, me desculpe! O certo sai hoje, e a escura fica de presente.", { as: "presente" }),
      reacts("❤️", "presente"),
    ],
  },
  {
    chat: "5511955550134",
    ago: days(4) + 400,
    labels: ["atacado"],
    steps: [says("Bom dia! Vocês emitem nota para empresa?"), says("Precisaria ainda este mês", { after: 3 })],
  },
  {
    chat: "12025550115",
    ago: days(5),
    assignee: "olivia",
    end: "resolved",
    labels: ["subscription"],
    steps: [
      says("I would like to give a subscription as a present. Can I choose the first day?"),
      answers("olivia", "Yes, and we put a handwritten card inside. What shall it say?"),
      says("“For the best mornings. Luca”", { after: 12 }),
      answers("olivia", "Consider it written. It arrives on Saturday.", { after: 5 }),
      says("Wonderful!", { after: 2 }),
    ],
  },
];
