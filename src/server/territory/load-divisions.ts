import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parseDivisions, type Divisions } from '#domain/territory/index.ts'

/** Reads the shipped list of divisions (`territory/divisions.tsv.gz`, made by tools/slice-divisions.ts). */
export const loadDivisions = (file: string): Divisions => parseDivisions(gunzipSync(readFileSync(file)).toString('utf8'))
