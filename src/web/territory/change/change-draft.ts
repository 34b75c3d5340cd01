import type { ChangeInput } from '#contract/territory/index.ts'

export type ChangeKind = ChangeInput['kind']

/** What the form holds, whatever the kind. */
export interface ChangeDraft {
  readonly kind: ChangeKind
  /** The division it is about; of a merge, those given up. */
  readonly codes: readonly string[]
  readonly name: string
  /** Where it goes; of a merge and a split, or one newly made, its code. */
  readonly to: string
  readonly isNew: boolean
  /** Of a merge: the place whose parts become one. */
  readonly within: string
  /** Of a move: the code it has there; empty: its own number, or the next that is free. */
  readonly as: string
  /** Of a split: what goes over. */
  readonly villages: readonly string[]
  readonly stationIds: readonly string[]
}

export const EMPTY_DRAFT: ChangeDraft = {
  kind: 'rename',
  codes: [],
  name: '',
  to: '',
  isNew: false,
  within: '',
  as: '',
  villages: [],
  stationIds: [],
}

/** The change that a draft asks for; undefined while something is missing. `stations`: those of the division that is split. */
export function changeOf(draft: ChangeDraft, stations: readonly string[]): ChangeInput | undefined {
  const [code] = draft.codes
  const name = draft.name.trim()
  const isCode = /^(\d{6}|\d{9}|\d{12})$/.test(draft.to)
  switch (draft.kind) {
    case 'rename':
      return code !== undefined && name !== '' ? { kind: 'rename', code, name } : undefined
    case 'create':
      return isCode && name !== '' ? { kind: 'create', code: draft.to, name } : undefined
    case 'move':
      // what goes elsewhere goes to a place of the level above its own
      if (code === undefined || !/^\d+$/.test(code) || !goesUnder(code, draft.to)) return undefined
      return { kind: 'move', code, to: draft.to, ...(/^\d+$/.test(draft.as) && { as: draft.as }) }
    case 'merge':
      if (draft.codes.length === 0 || !isCode || (draft.isNew && name === '')) return undefined
      return { kind: 'merge', codes: [...draft.codes], into: { code: draft.to, ...(draft.isNew && { name }) } }
    case 'split':
      return code !== undefined && isCode && name !== ''
        ? {
            kind: 'split',
            code,
            parts: [{ code: draft.to, name, villages: [...draft.villages], stationIds: [...draft.stationIds] }],
            stays: stations.filter((id) => !draft.stationIds.includes(id)),
          }
        : undefined
  }
}

const LEVELS = [4, 6, 9, 12]
const goesUnder = (code: string, to: string): boolean =>
  /^\d+$/.test(to) && LEVELS.indexOf(to.length) >= 0 && LEVELS.indexOf(code.length) === LEVELS.indexOf(to.length) + 1
