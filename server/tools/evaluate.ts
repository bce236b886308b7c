import { AppError } from "../../lib/core/errors.ts";

const mostCharacters = 2000;
const deepest = 100;

const constants: ReadonlyMap<string, number> = new Map([
  ["pi", Math.PI],
  ["e", Math.E],
]);

/** By name: how many arguments at least and at most, and what is done with them. */
const functions: ReadonlyMap<string, readonly [number, number, (...args: number[]) => number]> = new Map([
  ["sqrt", [1, 1, Math.sqrt]],
  ["abs", [1, 1, Math.abs]],
  ["round", [1, 2, round]],
  ["floor", [1, 1, Math.floor]],
  ["ceil", [1, 1, Math.ceil]],
  ["min", [1, 100, Math.min]],
  ["max", [1, 100, Math.max]],
  ["sin", [1, 1, Math.sin]],
  ["cos", [1, 1, Math.cos]],
  ["tan", [1, 1, Math.tan]],
  ["log", [1, 1, Math.log10]],
  ["log10", [1, 1, Math.log10]],
  ["ln", [1, 1, Math.log]],
  ["exp", [1, 1, Math.exp]],
  ["pow", [2, 2, Math.pow]],
]);

/** How tightly a binary operator holds its two sides. */
const strength: Readonly<Record<string, number>> = { "+": 1, "-": 1, "*": 2, "/": 2, "%": 2, "^": 4 };
const unaryStrength = 3;

/**
 * The value of an arithmetic expression. A parser by operator strength that computes as it reads: there is no code
 * in it that an expression could reach. Throws `invalid` with a sentence that says where it stopped understanding.
 */
export function evaluate(expression: string): number {
  if (expression.length > mostCharacters)
    throw new AppError("invalid", `The expression is longer than ${mostCharacters} characters.`);
  const tokens = tokenize(expression);
  let position = 0;
  let depth = 0;

  const next = () => tokens[position];
  function expect(symbol: string): void {
    if (next()?.text !== symbol) fail(`"${symbol}" is missing`);
    position++;
  }
  function fail(what: string): never {
    const token = next();
    throw new AppError(
      "invalid",
      `${what} ${token ? `before "${token.text}" at position ${token.at + 1}` : "at the end"}.`,
    );
  }

  function level(least: number): number {
    if (++depth > deepest) throw new AppError("invalid", `The expression is nested deeper than ${deepest} levels.`);
    let left = operand();
    for (;;) {
      const operator = next()?.text ?? "";
      const own = strength[operator];
      if (own === undefined || own < least) break;
      position++;
      left = compute(operator, left, level(operator === "^" ? own : own + 1));
    }
    depth--;
    return left;
  }

  function operand(): number {
    const token = next();
    if (!token) return fail("A number is missing");
    position++;
    if (token.kind === "number") return Number(token.text);
    if (token.kind === "name") return named(token.text);
    if (token.text === "-") return -level(unaryStrength);
    if (token.text === "+") return level(unaryStrength);
    if (token.text === "(") {
      const value = level(0);
      expect(")");
      return value;
    }
    position--;
    return fail("A number is missing");
  }

  function named(name: string): number {
    const known = functions.get(name);
    if (!known) {
      const value = constants.get(name);
      if (value !== undefined) return value;
      const names = [...functions.keys(), ...constants.keys()].join(", ");
      throw new AppError("invalid", `"${name.slice(0, 50)}" is not known here. Known are: ${names}.`);
    }
    const [least, most, compute] = known;
    expect("(");
    const args = [level(0)];
    while (next()?.text === ",") {
      position++;
      args.push(level(0));
    }
    expect(")");
    if (args.length < least || args.length > most) {
      const wanted = least === most ? String(least) : `${least} to ${most}`;
      throw new AppError(
        "invalid",
        `${name} takes ${wanted} argument${wanted === "1" ? "" : "s"}, not ${args.length}.`,
      );
    }
    return compute(...args);
  }

  if (tokens.length === 0) throw new AppError("invalid", "The expression is empty.");
  const value = level(0);
  if (position < tokens.length) fail("An operator is missing");
  if (Number.isNaN(value)) throw new AppError("invalid", "The expression has no real value.");
  if (!Number.isFinite(value)) throw new AppError("invalid", "The value is too large.");
  return value;
}

function compute(operator: string, left: number, right: number): number {
  if ((operator === "/" || operator === "%") && right === 0)
    throw new AppError("invalid", "The expression divides by zero.");
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "%":
      return left % right;
    default:
      return left ** right;
  }
}

/** Half away from zero, at so many decimals; what binary fractions leave below the half is made good. */
function round(value: number, decimals = 0): number {
  const factor = 10 ** Math.trunc(decimals);
  const scaled = Math.abs(value) * factor;
  if (scaled >= 1e15) return value;
  return (Math.sign(value) * Math.round(decimals === 0 ? scaled : scaled * (1 + Number.EPSILON))) / factor;
}

interface Token {
  kind: "number" | "name" | "symbol";
  text: string;
  at: number;
}

function tokenize(expression: string): Token[] {
  const pattern = /\s*(?:((?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|([A-Za-z_][A-Za-z_0-9]*)|(\*\*|[-+*/%^(),]))/y;
  const tokens: Token[] = [];
  const text = expression.trimEnd();
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (!match)
      throw new AppError(
        "invalid",
        `"${text.slice(at).trimStart().charAt(0)}" at position ${at + 1} is not understood. Use numbers, + - * / % ^, parentheses and functions such as sqrt.`,
      );
    const [, number, name, symbol] = match;
    if (number !== undefined) tokens.push({ kind: "number", text: number, at });
    else if (name !== undefined) tokens.push({ kind: "name", text: name.toLowerCase(), at });
    else tokens.push({ kind: "symbol", text: symbol === "**" ? "^" : (symbol ?? ""), at });
  }
  return tokens;
}
