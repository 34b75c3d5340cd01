/** What a log may say of an error. */
export interface DescribedError {
  readonly name: string
  readonly code: string | undefined
  readonly message: string
  readonly constraint: string | undefined
  readonly table: string | undefined
  readonly stack: string
}

/**
 * An error without what people typed: messages of databases and parsers quote values, so quotations, numbers of four and
 * more digits, addresses of mail and everything in Chinese are left out; the place in the code stays. A quotation may hold
 * quotation marks: all from the first one on goes.
 */
export function describeError(error: Error): DescribedError {
  const { code, constraint, table } = error as {
    readonly code?: unknown
    readonly constraint?: unknown
    readonly table?: unknown
  }
  return {
    name: error.name,
    code: textOf(code),
    message: withoutValues(error.message),
    constraint: textOf(constraint),
    table: textOf(table),
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value.slice(0, 80) : undefined)

/** A message with its values left out; also without line breaks, which could pose as another entry. */
export const withoutValues = (message: string): string =>
  message
    .replace(/["'`“][\s\S]*$/, '…')
    .replace(/\S+@\S+/g, '…')
    .replace(/\d[\d\s-]{2,}[\dXx]/g, '…')
    .replace(/[\p{Script=Han}·]+/gu, '…')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .slice(0, 300)
