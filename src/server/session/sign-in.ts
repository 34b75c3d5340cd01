import type { signIn as endpoint } from '#contract/session.ts'
import type { PreparedUseCase } from '#server/http/context.ts'
import { passed } from './attempt.ts'
import type { CheckedSignIn } from './check-sign-in.ts'
import { enter } from './enter.ts'
import type { Identity } from './identity.ts'

/** Opens a session for the account, or goes on to the second step. @refuses NO_GRANT */
export const signIn =
  (identity: Identity): PreparedUseCase<typeof endpoint, CheckedSignIn> =>
  async (context, _, { found, keys }) => {
    await passed(identity, context, keys)
    return enter(context, identity, found, { method: 'password', hasFactor: false })
  }
