import type { Words } from './words.ts'

/**
 * What a code of a fact is called where several plans hold, the most local first: by the first that knows it as one of the fact's,
 * else by the first that has any word for it.
 */
export const codeIn = (plans: readonly Pick<Words, 'code' | 'codesOf'>[], code: string, field: string): string =>
  plans.find(({ codesOf }) => codesOf(field).includes(code))?.code(code, field) ??
  plans.map((one) => one.code(code, field)).find((text) => text !== code) ??
  code
