import { readRemembered, remember } from '#web/kernel/remembered.ts'

/** Filters, sort and columns under a name. */
export interface SavedView {
  readonly name: string
  readonly search: Readonly<Record<string, string>>
  readonly columns: readonly string[]
}

const MOST = 20
const isRecord = (x: unknown): x is Readonly<Record<string, unknown>> => typeof x === 'object' && x !== null && !Array.isArray(x)
const isTexts = (x: unknown): x is readonly string[] => Array.isArray(x) && x.every((one) => typeof one === 'string')
const isView = (x: unknown): x is SavedView =>
  isRecord(x) &&
  typeof x['name'] === 'string' &&
  isTexts(x['columns']) &&
  isRecord(x['search']) &&
  isTexts(Object.values(x['search']))

function readJson(key: string): unknown {
  try {
    return JSON.parse(readRemembered(key) ?? 'null')
  } catch {
    return null
  }
}

/** What this person keeps of this list in this browser. */
export function viewsOf(listKey: string, accountId: string) {
  const key = `views.${listKey}.${accountId}`
  const read = (): readonly SavedView[] => {
    const kept = readJson(key)
    return Array.isArray(kept) ? kept.filter(isView) : []
  }
  const others = (name: string): readonly SavedView[] => read().filter((one) => one.name !== name)
  return {
    read,
    /** The latest first; the oldest go when there are too many. */
    save: (view: SavedView): void => remember(key, JSON.stringify([view, ...others(view.name)].slice(0, MOST))),
    remove: (name: string): void => remember(key, JSON.stringify(others(name))),
  }
}

/** The columns chosen last, where they still are columns. */
export function columnsOf(listKey: string, accountId: string) {
  const key = `columns.${listKey}.${accountId}`
  return {
    read: (known: readonly string[]): readonly string[] | undefined => {
      const kept = readJson(key)
      const fit = isTexts(kept) ? known.filter((one) => kept.includes(one)) : []
      return fit.length > 0 ? fit : undefined
    },
    save: (columns: readonly string[] | undefined): void => remember(key, JSON.stringify(columns ?? null)),
  }
}
