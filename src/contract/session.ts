import { z } from 'zod'
import { ACTIONS } from '#domain/access/index.ts'
import { ROLES } from '#domain/kernel/actor.ts'
import { endpoint } from './endpoint.ts'
import type { ProblemCodes } from './problem.ts'

/** One hat an account may wear: a role in a place. */
export const GrantView = z
  .object({
    id: z.string(),
    role: z.enum(ROLES),
    roleLabel: z.string(),
    scopeCode: z.string(),
    divisionName: z.string(),
    scopeName: z.string().meta({ description: '辖区名，收窄的连同收窄的范围' }),
    agencyId: z.string().nullable(),
    stationId: z.string().nullable(),
  })
  .meta({ id: 'Grant' })
export type GrantView = z.infer<typeof GrantView>

/** Who is signed in, under which grant, and what that allows: the screen computes no permission. */
export const SessionView = z
  .object({
    accountId: z.string(),
    name: z.string(),
    grant: GrantView,
    grants: z.array(GrantView),
    abilities: z.array(z.enum(ACTIONS)),
    otherSessions: z.int().meta({ description: '此账号此刻在别处的登录数：显示，不拒绝' }),
    today: z.iso.date().meta({ description: '服务器的今天（北京时间）' }),
    workDay: z.iso.date().meta({ description: '辖区按哪一天判定：演示停在所述之日，其余是今天' }),
    viewing: z
      .object({ by: z.string() })
      .nullable()
      .meta({ description: '正以此身份只读查看的人（真实登录者）的姓名；null：本人' }),
  })
  .meta({ id: 'Session' })
export type SessionView = z.infer<typeof SessionView>

export const SESSION_PROBLEMS = {
  SIGN_IN_FAILED: { status: 401, title: '账号或密码不对' },
  SIGN_IN_TOO_OFTEN: { status: 429, title: '尝试次数过多，请稍后再试' },
  NO_GRANT: { status: 403, title: '账号没有有效的授权，请联系管理员' },
  GRANT_NOT_FOUND: { status: 404, title: '没有这项授权，或已失效' },
  STEP_OVER: { status: 401, title: '登录超时，请重新输入账号和密码' },
  CODE_WRONG: { status: 401, title: '验证码不对，或已用过' },
  SECOND_FACTOR_NEEDED: { status: 403, title: '这个身份须先通过二次验证，请退出后重新登录' },
  RESET_CODE_WRONG: { status: 401, title: '重置码不对、已用过或已过期，请向管理员重新索取' },
  OIDC_OFF: { status: 404, title: '未启用统一身份认证' },
  OIDC_FAILED: { status: 401, title: '统一身份认证没有成功，请重试' },
  OIDC_UNAVAILABLE: { status: 503, title: '统一身份认证暂时连不上，请稍候再试' },
  OIDC_UNKNOWN: { status: 403, title: '统一身份认证的这个用户还没有与本系统账号绑定' },
  OIDC_TAKEN: { status: 409, title: '统一身份认证的这个用户已与别的账号绑定' },
} as const satisfies ProblemCodes

/** What is still to be done before the session opens. */
export const NEXT_STEPS = ['none', 'code', 'set-up'] as const

/** The session, or null with the step that comes first: a code of the second factor, or setting one up. */
export const SignInAnswer = z
  .object({
    session: SessionView.nullable(),
    next: z.enum(NEXT_STEPS).meta({ description: 'code 输入二次验证；set-up 先设置二次验证' }),
  })
  .meta({ id: 'SignInAnswer' })
export type SignInAnswer = z.infer<typeof SignInAnswer>

/** What an authenticator app needs; shown once. */
export const FactorSecret = z.object({ secret: z.string(), uri: z.string() }).meta({ id: 'FactorSecret' })

/** Six digits of the authenticator app, or a recovery code. */
export const FactorCode = z.string().trim().min(6).max(24)

/** @refuses SIGN_IN_FAILED @refuses SIGN_IN_TOO_OFTEN @refuses NO_GRANT */
export const signIn = endpoint({
  name: 'session.signIn',
  method: 'POST',
  path: '/session',
  summary: '登录',
  who: 'anyone',
  input: z.object({ name: z.string().min(1).max(64), password: z.string().min(1).max(256) }),
  output: SignInAnswer,
})

export const signOut = endpoint({
  name: 'session.signOut',
  method: 'DELETE',
  path: '/session',
  summary: '退出',
  who: 'anyone',
  viewing: 'as-self',
  input: z.object({}),
  output: z.object({}),
})

/** Accounts to try, told only by a server with demonstration data. */
export const DemoHint = z
  .object({ password: z.string(), accounts: z.array(z.object({ name: z.string(), roleLabel: z.string() })) })
  .meta({ id: 'DemoHint' })
export type DemoHint = z.infer<typeof DemoHint>

/** Answers `session: null`, not an error, to somebody who is not signed in. */
export const readSession = endpoint({
  name: 'session.read',
  method: 'GET',
  path: '/session',
  summary: '我是谁',
  who: 'anyone',
  input: z.object({}),
  output: SignInAnswer.extend({
    oidc: z.object({ label: z.string() }).nullable().meta({ description: '可用的统一身份认证' }),
    demo: DemoHint.nullable(),
  }),
})

/** Puts on another hat; the session's token changes. @refuses GRANT_NOT_FOUND */
export const switchGrant = endpoint({
  name: 'session.switchGrant',
  method: 'PUT',
  path: '/session/grant',
  summary: '切换身份',
  who: 'signed-in',
  input: z.object({ grantId: z.uuid() }),
  output: SessionView,
})

/**
 * From here on the session reads as that grant's account sees it, and does nothing; audited as the real account.
 * @refuses GRANT_NOT_FOUND @refuses OWN_ACCOUNT @refuses GRANT_ABOVE_OWN @refuses SECOND_FACTOR_NEEDED
 */
export const startViewing = endpoint({
  name: 'session.startViewing',
  method: 'POST',
  path: '/session/view-as',
  summary: '以其身份查看（只读）',
  who: 'manage account',
  input: z.object({ grantId: z.uuid() }),
  output: SessionView,
})

/** The session is the own again. Without viewing there is nothing to do. */
export const endViewing = endpoint({
  name: 'session.endViewing',
  method: 'DELETE',
  path: '/session/view-as',
  summary: '不再以他人身份查看',
  who: 'signed-in',
  viewing: 'as-self',
  input: z.object({}),
  output: SessionView,
})

/** The second step of signing in. @refuses STEP_OVER @refuses CODE_WRONG @refuses SIGN_IN_TOO_OFTEN */
export const enterCode = endpoint({
  name: 'session.enterCode',
  method: 'POST',
  path: '/session/code',
  summary: '登录第二步：输入二次验证',
  who: 'anyone',
  input: z.object({ code: FactorCode }),
  output: SignInAnswer,
})

/** For an account whose role asks for a second factor and has none yet. @refuses STEP_OVER */
export const beginSetUp = endpoint({
  name: 'session.beginSetUp',
  method: 'POST',
  path: '/session/second-factor',
  summary: '登录时设置二次验证：取得密钥',
  who: 'anyone',
  input: z.object({}),
  output: FactorSecret,
})

/** @refuses STEP_OVER @refuses CODE_WRONG @refuses SIGN_IN_TOO_OFTEN */
export const finishSetUp = endpoint({
  name: 'session.finishSetUp',
  method: 'PUT',
  path: '/session/second-factor',
  summary: '登录时设置二次验证：确认',
  who: 'anyone',
  input: z.object({ code: FactorCode }),
  output: SignInAnswer.extend({ recoveryCodes: z.array(z.string()) }),
})

/** Sets a password with the one-time code of an administrator; signing in comes after. @refuses RESET_CODE_WRONG @refuses SIGN_IN_TOO_OFTEN */
export const redeemReset = endpoint({
  name: 'session.redeemReset',
  method: 'PUT',
  path: '/session/password',
  summary: '凭一次性重置码设密码',
  who: 'anyone',
  input: z.object({
    name: z.string().min(1).max(64),
    code: z.string().trim().min(1).max(64),
    password: z.string().min(1).max(1024),
  }),
  output: z.object({}),
})

/**
 * Where to send the browser to sign in at the configured provider, and a `binding` the page keeps (sessionStorage) until the
 * provider sends it back to `/sign-in/oidc`. @refuses OIDC_OFF @refuses OIDC_UNAVAILABLE
 */
export const beginOidc = endpoint({
  name: 'session.beginOidc',
  method: 'POST',
  path: '/session/oidc',
  summary: '统一身份认证：开始',
  who: 'anyone',
  input: z.object({}),
  output: z.object({ url: z.string(), binding: z.string() }),
})

/** `query`: what the provider added to the address. @refuses OIDC_FAILED @refuses OIDC_UNKNOWN */
export const finishOidc = endpoint({
  name: 'session.finishOidc',
  method: 'PUT',
  path: '/session/oidc',
  summary: '统一身份认证：完成登录',
  who: 'anyone',
  input: z.object({ query: z.string().max(4096), binding: z.string().max(400) }),
  output: SignInAnswer,
})
