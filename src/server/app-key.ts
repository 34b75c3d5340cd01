import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/** The key kept in the data folder, made at the first start; only its owner can read it. */
export function keepAppKey(dataDir: string): Uint8Array {
  const file = path.join(dataDir, 'app.key')
  try {
    // written beside and linked into place: never half a key, never two
    const beside = `${file}.${process.pid}`
    fs.writeFileSync(beside, randomBytes(32).toString('hex'), { mode: 0o600 })
    try {
      fs.linkSync(beside, file)
    } finally {
      fs.rmSync(beside)
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return Buffer.from(fs.readFileSync(file, 'utf8'), 'hex')
}
