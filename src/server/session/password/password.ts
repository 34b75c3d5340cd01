import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

export interface PasswordCost {
  /** KiB. */
  readonly memoryCost: number
  readonly timeCost: number
  readonly parallelism: number
}

/** OWASP's second recommendation for argon2id: 19 MiB, two passes. */
export const STANDARD_COST: PasswordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** In place of a hash: no password fits. */
export const NO_PASSWORD = '!'

/** The argon2id hash of a password, with its salt and parameters. */
export const hashPassword = (password: string, cost: PasswordCost = STANDARD_COST): Promise<string> =>
  hash(password.normalize('NFKC'), cost)

const decoys = new Map<number, Promise<string>>()

/** Whether the password fits. Without a hash (no such account, or none set) it takes as long and says no. */
export async function isPassword(
  passwordHash: string | undefined,
  password: string,
  cost: PasswordCost = STANDARD_COST,
): Promise<boolean> {
  const decoy = decoys.get(cost.memoryCost) ?? hashPassword(randomBytes(16).toString('hex'), cost)
  decoys.set(cost.memoryCost, decoy)
  const isReal = passwordHash !== undefined && passwordHash !== NO_PASSWORD
  const fits = await verify(isReal ? passwordHash : await decoy, password.normalize('NFKC'))
  return fits && isReal
}
