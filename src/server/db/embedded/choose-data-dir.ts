import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { canEnter, chooseServerAccount } from './server-account.ts'

/** Where the data lies, and why not where one would expect it. */
export interface ChosenDataDir {
  readonly dir: string
  readonly instead?: string
}

const PLACES_FOR_ROOT = ['/var/lib', '/srv']

/**
 * The data folder: `wanted` as given; else `data` in the checkout; else, where the account the database drops to cannot
 * reach the checkout (a clone under /root), a folder of this checkout's own in a place it can, the same at every start.
 */
export function chooseDataDir(wanted: string | undefined, checkout: string): ChosenDataDir {
  if (wanted !== undefined) return { dir: path.resolve(wanted) }
  const near = path.join(checkout, 'data')
  const account = chooseServerAccount(path.join(near, 'pg'))
  if (canEnter(account, checkout)) return { dir: near }
  const name = `shegongzhan-${createHash('sha256').update(fs.realpathSync(checkout)).digest('hex').slice(0, 8)}`
  const place = PLACES_FOR_ROOT.find((dir) => isWritable(dir) && canEnter(account, dir))
  return place === undefined ? { dir: near } : { dir: path.join(place, name), instead: near }
}

function isWritable(dir: string): boolean {
  try {
    fs.accessSync(dir, fs.constants.W_OK)
    return true
  } catch {
    return false
  }
}
