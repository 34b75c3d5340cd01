import { refuse, type Refusal } from '../kernel/refusal.ts'
import { guessBits } from './guess-bits.ts'

export const SHORTEST_PASSWORD = 10
export const LONGEST_PASSWORD = 256
/** 2^36 guesses: past every list of common passwords and every pattern over them. */
const FEWEST_BITS = 36

/** Whose password it is: what a guesser knows anyway. */
export interface PasswordOwner {
  readonly signInName: string
  readonly personName: string
}

/**
 * The rule for passwords: long enough, not the name, not one that lists of leaked passwords hold or that is built like those.
 * No rule of capitals and digits: such rules only move people to `Password1!`.
 * @refuses PASSWORD_TOO_SHORT @refuses PASSWORD_IS_NAME @refuses PASSWORD_COMMON
 */
export function checkPassword(password: string, owner: PasswordOwner): Refusal | undefined {
  const length = [...password.normalize('NFKC')].length
  if (length < SHORTEST_PASSWORD) return refuse('PASSWORD_TOO_SHORT', { detail: `至少 ${SHORTEST_PASSWORD} 位` })
  if (length > LONGEST_PASSWORD) return refuse('PASSWORD_TOO_LONG', { detail: `至多 ${LONGEST_PASSWORD} 位` })
  const own = [owner.signInName, owner.personName]
  if (own.some((name) => bare(name) === bare(password))) return refuse('PASSWORD_IS_NAME')
  const parts = own.flatMap((name) => [name, bare(name), ...name.split(/[._-]/)])
  if (guessBits(password, parts) < FEWEST_BITS) return refuse('PASSWORD_COMMON')
  return undefined
}

const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
