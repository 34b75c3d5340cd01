import type { DemoHint, readSession as endpoint } from '#contract/session.ts'
import type { Preparation, PreparedUseCase } from '#server/http/context.ts'
import { nextStep } from './find-actor.ts'
import type { Identity } from './identity.ts'
import { hashToken } from './token.ts'
import { viewSession } from './view-session.ts'

type Next = 'none' | 'code' | 'set-up'

/** Where a sign-in half done stands: a page loaded anew goes on there. */
export const findNextStep =
  (identity: Identity): Preparation<typeof endpoint, { readonly next: Next }> =>
  async (before) => ({ next: before.actor || before.sessionToken === undefined ? 'none' : await nextStep(identity, before) })

/** Who is signed in, if anybody; to a stranger a demonstration also names the accounts to try. */
export const readSession =
  ({ appKey, settings }: Identity, demo: DemoHint | null): PreparedUseCase<typeof endpoint, { readonly next: Next }> =>
  async (context, _, { next }) => {
    const { actor, sessionToken = '' } = context
    return {
      session: actor ? await viewSession(context, actor, settings, hashToken(appKey, sessionToken)) : null,
      next,
      oidc: settings.oidc ? { label: settings.oidc.label } : null,
      demo: actor ? null : demo,
    }
  }
