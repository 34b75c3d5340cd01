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
  villages: [],
  stationIds: [],
}

/** The change that a draft asks for; undefined while something is missing. `stations`: those of the division that is split. */
export function changeOf(draft: ChangeDraft, stations: readonly string[]): ChangeInput | undefined {
  const [code] = draft.codes
  const name = draft.name.trim()
  const isCode = /^\d{9,12}$/.test(draft.to)
  switch (draft.kind) {
    case 'rename':
      return code !== undefined && name !== '' ? { kind: 'rename', code, name } : undefined
    case 'create':
      return (isCode || /^\d{6}$/.test(draft.to)) && name !== '' ? { kind: 'create', code: draft.to, name } : undefined
    case 'move':
      return code !== undefined && isCode ? { kind: 'move', code, to: draft.to } : undefined
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
