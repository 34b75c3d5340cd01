import type { z } from 'zod'
import type { GrantInput } from '#contract/account.ts'
import { REACHES_OF } from '#domain/access/index.ts'

export type Narrow = 'whole' | 'zone' | 'own' | 'sample'

/** A grant as it is being filled in: text, empty where nothing is said. */
export interface GrantDraft {
  readonly role: string
  readonly scopeCode: string
  readonly agencyId: string
  readonly stationId: string
  /** How far inside the division: everything, or one of the ways a grant is narrow. */
  readonly narrow: Narrow
  readonly towns: readonly string[]
  readonly roundId: string
  readonly validFrom: string
  readonly validTo: string
  readonly isActing: boolean
  /** `contract:<id>`, `posting:<id>` or nothing. */
  readonly ground: string
}

export const emptyGrant = (scopeCode: string): GrantDraft => ({
  role: '',
  scopeCode,
  agencyId: '',
  stationId: '',
  narrow: 'whole',
  towns: [],
  roundId: '',
  validFrom: '',
  validTo: '',
  isActing: false,
  ground: '',
})

export const NEEDS_AGENCY: readonly string[] = ['agency', 'agency-office']
export const NEEDS_STATION: readonly string[] = ['worker']

const NARROW_WORDS: Readonly<Record<Narrow, string>> = {
  whole: '整个范围',
  zone: '片区：只限几个乡镇街道',
  own: '只限指派给本人的对象与个案',
  sample: '只限一轮评估抽中的样本（只读）',
}

/** The ways a role's grant may be narrow, as the program's own table has them. */
export function narrowChoices(role: string): readonly { readonly value: Narrow; readonly label: string }[] {
  const reaches = (REACHES_OF as Readonly<Record<string, readonly string[]>>)[role] ?? []
  const isNarrow = (one: string): one is Narrow => one === 'zone' || one === 'own' || one === 'sample'
  const ways: readonly Narrow[] = reaches.some((one) => !isNarrow(one))
    ? ['whole', ...reaches.filter(isNarrow)]
    : reaches.filter(isNarrow)
  return ways.map((value) => ({ value, label: NARROW_WORDS[value] }))
}

/** The way that counts: what was chosen, where the role has it; else its widest. */
export const narrowOf = ({ role, narrow }: Pick<GrantDraft, 'role' | 'narrow'>): Narrow => {
  const ways = narrowChoices(role)
  return ways.find(({ value }) => value === narrow)?.value ?? ways[0]?.value ?? 'whole'
}

/** What goes to the server: only what was filled in, and only what the role asks for. */
export function grantInput(draft: GrantDraft): z.input<typeof GrantInput> {
  const { role, scopeCode, agencyId, stationId, validFrom, validTo, isActing, ground } = draft
  const narrow = narrowOf(draft)
  const [subject, id] = ground.split(':')
  return {
    role: role as z.input<typeof GrantInput>['role'],
    scopeCode: scopeCode.trim(),
    isActing,
    ...(NEEDS_AGENCY.includes(role) && agencyId !== '' && { agencyId }),
    ...(NEEDS_STATION.includes(role) && stationId !== '' && { stationId }),
    ...(narrow === 'zone' && { towns: [...draft.towns] }),
    ...(narrow === 'own' && { isOwn: true }),
    ...(narrow === 'sample' && draft.roundId !== '' && { roundId: draft.roundId.trim() }),
    ...(validFrom !== '' && { validFrom }),
    ...(validTo !== '' && { validTo }),
    ...((subject === 'contract' || subject === 'posting') && id !== undefined && { ground: { subject, id } }),
  }
}
