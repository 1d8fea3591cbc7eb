/**
 * `--name value` and `--name=value` as an object.
 *
 * @throws for anything else, naming it
 */
export function readFlags(words: string[]): Record<string, string> {
  const flags: Record<string, string> = {};
  for (let index = 0; index < words.length; index++) {
    const [, name, inline] = /^--([a-z][a-z-]*)(?:=([\s\S]*))?$/.exec(words[index] ?? "") ?? [];
    if (name === undefined) throw new Error(`${words[index]} is not a flag`);
    const value = inline ?? words[++index];
    if (value === undefined) throw new Error(`--${name} needs a value`);
    flags[name] = value;
  }
  return flags;
}
