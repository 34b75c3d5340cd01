import type { Role } from '#domain/kernel/actor.ts'
import type { OidcSettings } from './oidc/oidc-client.ts'
import { STANDARD_COST, type PasswordCost } from './password/password.ts'

/** How strict the doors are. */
export interface IdentitySettings {
  /** A session unused for so long is over. */
  readonly idleMinutes: number
  /** However much it is used, a session lasts no longer. */
  readonly absoluteHours: number
  /** An account with such a grant signs in with a second factor, and sets one up at the next sign-in. */
  readonly secondFactorRoles: readonly Role[]
  readonly passwordCost: PasswordCost
  readonly oidc: OidcSettings | undefined
}

export const IDENTITY_DEFAULTS: IdentitySettings = {
  idleMinutes: 30,
  absoluteHours: 12,
  secondFactorRoles: [],
  passwordCost: STANDARD_COST,
  oidc: undefined,
}

export const isFactorRequired = (settings: IdentitySettings, grants: readonly { readonly role: string }[]): boolean =>
  grants.some(({ role }) => settings.secondFactorRoles.some((one) => one === role))
