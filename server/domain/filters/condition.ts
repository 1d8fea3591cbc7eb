import { sql as drizzleSql, type SQL } from "drizzle-orm";
import type { Fragment, ISql } from "postgres";

/** A value that travels beside the statement, never in it. Lists are sent as text and cast where they are used. */
export type Parameter = string | number | boolean | readonly string[];

/** A piece of SQL with its parameters between the texts: fit for both ways in which queries are written here. */
export interface Condition {
  /** One more than there are parameters. */
  readonly texts: readonly string[];
  readonly parameters: readonly Parameter[];
}

/**
 * Writes a condition. What stands in the template is code; what is put in is a parameter, or another condition.
 *
 * @example condition`lower(${expression}) = ${"ana"}`
 */
export function condition(template: TemplateStringsArray, ...parts: (Parameter | Condition)[]): Condition {
  const [first = "", ...rest] = template;
  const texts = [first];
  const parameters: Parameter[] = [];
  for (const [place, part] of parts.entries()) {
    const [head = "", ...others] = isCondition(part) ? part.texts : ["", ""];
    texts.push((texts.pop() ?? "") + head, ...others);
    texts.push((texts.pop() ?? "") + rest[place]);
    parameters.push(...(isCondition(part) ? part.parameters : [part]));
  }
  return { texts, parameters };
}

/** Code that is a text of ours, such as the expression of an index. */
export const code = (text: string): Condition => ({ texts: [text], parameters: [] });

/** For hand-written statements: a part of the next template. */
export function asFragment(sql: ISql, { texts, parameters }: Condition): Fragment {
  const template = Object.assign([...texts], { raw: texts }) as unknown as TemplateStringsArray;
  return sql(template, ...(parameters as never[])) as unknown as Fragment;
}

/** For Drizzle's query builder. */
export function asDrizzle({ texts, parameters }: Condition): SQL {
  const template = Object.assign([...texts], { raw: texts }) as unknown as TemplateStringsArray;
  return drizzleSql(template, ...parameters.map((value) => drizzleSql.param(value)));
}

const isCondition = (part: Parameter | Condition): part is Condition =>
  typeof part === "object" && part !== null && "texts" in part;
