export { attemptKeys, countAttempt, failed, passed, type AttemptKeys } from './attempt.ts'
export { findActor, findOpen } from './find-actor.ts'
export { countRecoveryCodes, deleteFactor, hasConfirmedFactor } from './factor/factor-repository.ts'
export type { Identity } from './identity.ts'
export { createOidcClient, type OidcClient, type OidcSettings } from './oidc/oidc-client.ts'
export { deleteOwnLinks, insertLink, isLinked } from './oidc/oidc-repository.ts'
export { endTrip, startTrip, type OidcStart } from './oidc/oidc-sign-in.ts'
export { hashResetCode, newResetCode, RESET_HOURS } from './password/one-time-code.ts'
export { hashPassword, isPassword, NO_PASSWORD, STANDARD_COST, type PasswordCost } from './password/password.ts'
export { findOwnPasswordHash, setOwnPassword } from './password/password-repository.ts'
export {
  actorOf,
  deleteOwnSession,
  deleteOwnSessions,
  listOwnGrants,
  listOwnSessions,
  setViewing,
  type GrantRow,
  type SessionRow,
} from './repository.ts'
export { countFactorsByKey, rotateFactors } from './factor/rotate-factors.ts'
export { sessionRoutes } from './routes.ts'
export { beginSecret, confirmPending, renewCodes, spendCode } from './factor/second-factor.ts'
export { IDENTITY_DEFAULTS, isFactorRequired, type IdentitySettings } from './settings.ts'
export { startSession } from './start-session.ts'
export { hashToken } from './token.ts'
export { viewSession } from './view-session.ts'
