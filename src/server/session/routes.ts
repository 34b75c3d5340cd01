import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/session.ts'
import { bind, bindPrepared } from '#server/http/bind.ts'
import type { HttpParts } from '#server/http/context.ts'
import { checkSignIn } from './check-sign-in.ts'
import { checkCode, enterCode } from './factor/enter-code.ts'
import type { Identity } from './identity.ts'
import type { OidcClient } from './oidc/oidc-client.ts'
import { beginOidc, checkOidc, finishOidc, prepareOidc } from './oidc/oidc-sign-in.ts'
import { findNextStep, readSession } from './read-session.ts'
import { checkReset, redeemReset } from './password/redeem-reset.ts'
import { beginSetUp, findSettingUp, finishSetUp } from './factor/set-up-factor.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { findCurrent, switchGrant } from './switch-grant.ts'

export function sessionRoutes(
  app: FastifyInstance,
  parts: HttpParts,
  identity: Identity,
  oidc: OidcClient | undefined,
  demo: contract.DemoHint | null,
): void {
  bindPrepared(app, parts, contract.signIn, checkSignIn(identity), signIn(identity))
  bind(app, parts, contract.signOut, signOut(parts.appKey))
  bindPrepared(app, parts, contract.readSession, findNextStep(identity), readSession(identity, demo))
  bindPrepared(app, parts, contract.switchGrant, findCurrent(identity), switchGrant(identity))
  bindPrepared(app, parts, contract.enterCode, checkCode(identity), enterCode(identity))
  bindPrepared(app, parts, contract.beginSetUp, findSettingUp(identity), beginSetUp(identity))
  bindPrepared(app, parts, contract.finishSetUp, findSettingUp(identity), finishSetUp(identity))
  bindPrepared(app, parts, contract.redeemReset, checkReset(identity), redeemReset(identity))
  bindPrepared(app, parts, contract.beginOidc, prepareOidc(identity, oidc), beginOidc)
  bindPrepared(app, parts, contract.finishOidc, checkOidc(identity, oidc), finishOidc(identity))
}
