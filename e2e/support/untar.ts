import fs from 'node:fs'
import path from 'node:path'

const BLOCK = 512

/** Unpacks a tar of plain files and folders below `dir`. */
export function untar(tar: Buffer, dir: string): void {
  for (let at = 0; at + BLOCK <= tar.length;) {
    const name = tar.toString('utf8', at, at + 100).replace(/\0.*$/s, '')
    if (name === '') break
    const size = Number.parseInt(tar.toString('ascii', at + 124, at + 136), 8) || 0
    const type = String.fromCharCode(tar[at + 156] ?? 0)
    const file = path.join(dir, name)
    if (!file.startsWith(dir)) throw new Error(`tar entry outside: ${name}`)
    if (type === '5') fs.mkdirSync(file, { recursive: true })
    else if (type === '0' || type === '\0') {
      fs.mkdirSync(path.dirname(file), { recursive: true })
      fs.writeFileSync(file, tar.subarray(at + BLOCK, at + BLOCK + size), { mode: 0o755 })
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
}
