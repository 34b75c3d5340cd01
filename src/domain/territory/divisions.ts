import { COUNTRY_CODE } from '../kernel/actor.ts'
import { parentCode, type DivisionCode } from './division-code.ts'

export interface Division {
  readonly code: DivisionCode
  readonly name: string
}

/** The divisions of the country as known, in order of their codes. */
export interface Divisions {
  readonly list: readonly Division[]
  find(code: string): Division | undefined
  /** Divisions directly below; of the country, the provinces. */
  below(code: string): readonly Division[]
}

/** Reads lines `code⇥name`, sorted by code; what lies above what follows from the codes. */
export function parseDivisions(text: string): Divisions {
  const list: Division[] = []
  const byCode = new Map<string, Division>()
  for (let from = 0; from < text.length;) {
    const tab = text.indexOf('\t', from)
    if (tab < 0) break
    const next = text.indexOf('\n', tab)
    const end = next < 0 ? text.length : next
    const division = { code: text.slice(from, tab) as DivisionCode, name: text.slice(tab + 1, end) }
    list.push(division)
    byCode.set(division.code, division)
    from = end + 1
  }
  let children: Map<string, Division[]> | undefined
  return {
    list,
    find: (code) => byCode.get(code),
    below(code) {
      children ??= groupByParent(list)
      return children.get(code) ?? []
    },
  }
}

function groupByParent(list: readonly Division[]): Map<string, Division[]> {
  const groups = new Map<string, Division[]>()
  for (const division of list) {
    const parent = parentCode(division.code) ?? COUNTRY_CODE
    const group = groups.get(parent)
    if (group) group.push(division)
    else groups.set(parent, [division])
  }
  return groups
}

/** Reads a list of villages, the code of a town and then `three digits⇥name` for each of its villages; those of one county. */
export function parseVillages(text: string, county: string): readonly Division[] {
  const list: Division[] = []
  let town = ''
  for (const line of text.split('\n')) {
    const tab = line.indexOf('\t')
    if (tab < 0) town = line
    else if (town.startsWith(county)) list.push({ code: (town + line.slice(0, tab)) as DivisionCode, name: line.slice(tab + 1) })
  }
  return list
}
