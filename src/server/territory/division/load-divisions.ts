import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { parseDivisions, parseVillages, type Division, type Divisions } from '#domain/territory/index.ts'

/** Reads the shipped list of divisions (`territory/divisions.tsv.gz`, made by tools/slice-divisions.ts). */
export const loadDivisions = (file: string): Divisions => parseDivisions(gunzipSync(readFileSync(file)).toString('utf8'))

/** Tells one edition of the list from another without reading it. */
export const hashOfList = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')

const villagesFile = (folder: string, county: string): string => path.join(folder, 'villages', `${county.slice(0, 2)}.tsv.br`)

/** Tells one edition of a county's list from another. */
export const hashOfVillages = (folder: string, county: string): string => {
  const file = villagesFile(folder, county)
  return existsSync(file) ? hashOfList(file) : ''
}

/** The villages and communities of a county, from the shipped list of its province; none where the list has none. */
export function loadVillages(folder: string, county: string): readonly Division[] {
  const file = villagesFile(folder, county)
  return existsSync(file) ? parseVillages(brotliDecompressSync(readFileSync(file)).toString('utf8'), county) : []
}
