import type { z } from 'zod'
import type { GrantInput } from '#contract/account.ts'

/** A grant as it is being filled in: text, empty where nothing is said. */
export interface GrantDraft {
  readonly role: string
  readonly scopeCode: string
  readonly agencyId: string
  readonly stationId: string
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
  validFrom: '',
  validTo: '',
  isActing: false,
  ground: '',
})

export const NEEDS_AGENCY: readonly string[] = ['agency', 'agency-office']
export const NEEDS_STATION: readonly string[] = ['worker']

/** What goes to the server: only what was filled in, and only what the role asks for. */
export function grantInput(draft: GrantDraft): z.input<typeof GrantInput> {
  const { role, scopeCode, agencyId, stationId, validFrom, validTo, isActing, ground } = draft
  const [subject, id] = ground.split(':')
  return {
    role: role as z.input<typeof GrantInput>['role'],
    scopeCode: scopeCode.trim(),
    isActing,
    ...(NEEDS_AGENCY.includes(role) && agencyId !== '' && { agencyId }),
    ...(NEEDS_STATION.includes(role) && stationId !== '' && { stationId }),
    ...(validFrom !== '' && { validFrom }),
    ...(validTo !== '' && { validTo }),
    ...((subject === 'contract' || subject === 'posting') && id !== undefined && { ground: { subject, id } }),
  }
}
