import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import type { ProblemCodes } from './problem.ts'
import { FactorCode, FactorSecret } from './session.ts'

export const MY_ACCOUNT_PROBLEMS = {
  PASSWORD_WRONG: { status: 403, title: '当前密码不对' },
  PASSWORD_SAME: { status: 422, title: '新密码与现在的相同' },
  SESSION_NOT_FOUND: { status: 404, title: '没有这个登录，或已结束' },
  FACTOR_OFF: { status: 409, title: '还没有设置二次验证' },
  FACTOR_REQUIRED: { status: 409, title: '您的身份必须使用二次验证，不能关闭' },
} as const satisfies ProblemCodes

const Password = z.string().min(1).max(1024)
const Codes = z.object({ recoveryCodes: z.array(z.string()).meta({ description: '只显示这一次，每个用一次' }) })

export const MyAccountView = z
  .object({
    id: z.string(),
    signInName: z.string(),
    personName: z.string(),
    displayName: z.string(),
    expiresOn: z.iso.date().nullable(),
    passwordSetAt: z.iso.datetime().nullable(),
    secondFactor: z.object({ isOn: z.boolean(), isRequired: z.boolean(), recoveryCodesLeft: z.int() }),
    oidc: z.object({ label: z.string(), isLinked: z.boolean() }).nullable(),
  })
  .meta({ id: 'MyAccount' })

export const MySessionView = z
  .object({
    id: z.string(),
    isThis: z.boolean(),
    startedAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    place: z.string().meta({ description: '来源地址，隐去末段' }),
    agent: z.string(),
    method: z.enum(['password', 'oidc']),
    hasFactor: z.boolean(),
  })
  .meta({ id: 'MySession' })

export const readMyAccount = endpoint({
  name: 'me.read',
  method: 'GET',
  path: '/me',
  summary: '我的账号',
  who: 'signed-in',
  viewing: 'refused',
  input: z.object({}),
  output: MyAccountView,
})

/** Ends every other session and changes the token of this one. @refuses PASSWORD_WRONG @refuses PASSWORD_SAME @refuses PASSWORD_COMMON */
export const changePassword = endpoint({
  name: 'me.changePassword',
  method: 'PUT',
  path: '/me/password',
  summary: '修改我的密码',
  who: 'signed-in',
  input: z.object({ current: Password, password: Password }),
  output: z.object({ endedSessions: z.int() }),
})

export const listMySessions = endpoint({
  name: 'me.listSessions',
  method: 'GET',
  path: '/me/sessions',
  summary: '我的登录',
  who: 'signed-in',
  viewing: 'refused',
  input: z.object({}),
  output: z.array(MySessionView),
})

/** @refuses SESSION_NOT_FOUND */
export const endMySession = endpoint({
  name: 'me.endSession',
  method: 'DELETE',
  path: '/me/sessions/:sessionId',
  summary: '结束我的一个登录',
  who: 'signed-in',
  input: z.object({ sessionId: z.uuid() }),
  output: z.object({}),
})

export const endMySessions = endpoint({
  name: 'me.endSessions',
  method: 'DELETE',
  path: '/me/sessions',
  summary: '处处退出，连同这里',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({ endedSessions: z.int() }),
})

/** A new device; the old one goes on working until the new one is confirmed. @refuses PASSWORD_WRONG */
export const beginFactor = endpoint({
  name: 'me.beginFactor',
  method: 'POST',
  path: '/me/second-factor',
  summary: '设置二次验证：取得密钥',
  who: 'signed-in',
  input: z.object({ password: Password }),
  output: FactorSecret,
})

/** Ends every other session. @refuses CODE_WRONG */
export const confirmFactor = endpoint({
  name: 'me.confirmFactor',
  method: 'PUT',
  path: '/me/second-factor',
  summary: '设置二次验证：确认',
  who: 'signed-in',
  input: z.object({ code: FactorCode }),
  output: Codes,
})

/** @refuses PASSWORD_WRONG @refuses CODE_WRONG @refuses FACTOR_REQUIRED */
export const turnOffFactor = endpoint({
  name: 'me.turnOffFactor',
  method: 'POST',
  path: '/me/second-factor/off',
  summary: '关闭二次验证',
  who: 'signed-in',
  input: z.object({ password: Password, code: FactorCode }),
  output: z.object({}),
})

/** The old ones are worthless from then on. @refuses PASSWORD_WRONG @refuses FACTOR_OFF */
export const renewRecoveryCodes = endpoint({
  name: 'me.renewRecoveryCodes',
  method: 'POST',
  path: '/me/recovery-codes',
  summary: '重新生成恢复码',
  who: 'signed-in',
  input: z.object({ password: Password }),
  output: Codes,
})

/** @refuses OIDC_OFF @refuses PASSWORD_WRONG */
export const beginLink = endpoint({
  name: 'me.beginLink',
  method: 'POST',
  path: '/me/oidc',
  summary: '绑定统一身份认证：开始',
  who: 'signed-in',
  input: z.object({ password: Password }),
  output: z.object({ url: z.string(), binding: z.string() }),
})

/** @refuses OIDC_FAILED @refuses OIDC_TAKEN */
export const finishLink = endpoint({
  name: 'me.finishLink',
  method: 'PUT',
  path: '/me/oidc',
  summary: '绑定统一身份认证：完成',
  who: 'signed-in',
  input: z.object({ query: z.string().max(4096), binding: z.string().max(400) }),
  output: z.object({}),
})

export const endLink = endpoint({
  name: 'me.endLink',
  method: 'DELETE',
  path: '/me/oidc',
  summary: '解除与统一身份认证的绑定',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({}),
})
