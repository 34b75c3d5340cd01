import { z } from 'zod'
import { ROLES } from '#domain/kernel/actor.ts'
import { nameText } from './name-text.ts'
import { endpoint } from './endpoint.ts'
import type { ProblemCodes } from './problem.ts'

export const ACCOUNT_PROBLEMS = {
  ACCOUNT_EXISTS: { status: 409, title: '登录名已被使用' },
  ACCOUNT_NOT_FOUND: { status: 404, title: '没有这个账号，或不归您管理' },
  PASSWORD_TOO_SHORT: { status: 422, title: '密码太短' },
  PASSWORD_TOO_LONG: { status: 422, title: '密码太长' },
  PASSWORD_IS_NAME: { status: 422, title: '密码不能与登录名或姓名相同' },
  PASSWORD_COMMON: { status: 422, title: '这个密码太常见，容易被猜中，请换一个' },
  GRANT_INCOMPLETE: { status: 422, title: '授权不完整：机构人员须指明机构，驻站社工须指明社工站' },
  GRANT_TOO_HIGH: {
    status: 422,
    title: '站长、儿童督导员和村（居）干部的辖区须是一个乡镇街道或村（社区），请填 9 位或 12 位区划代码',
  },
  GRANT_NARROW_UNFIT: { status: 422, title: '收窄的范围有误：片区的乡镇须在辖区之内，片区、本人、样本只能选一种' },
  GRANT_ABOVE_OWN: { status: 403, title: '不能授予自己没有的权限，也不能超出自己的辖区' },
  GRANT_NEEDS_END: { status: 422, title: '这种身份须指明所依据的协议、岗位，或止期' },
  GRANT_DATES: { status: 422, title: '授权的起止日期有误' },
  GROUND_NOT_FOUND: { status: 422, title: '没有这份协议或这个岗位，或与授权的机构、辖区不符' },
  ROLES_INCOMPATIBLE: { status: 422, title: '一个账号不能既是被管理方又是管理方' },
  OWN_ACCOUNT: { status: 403, title: '不能授权、停用或重置自己的账号' },
  NOT_A_PERSON: { status: 422, title: '账号须属于一个人：请填写使用人的姓名，不设公用账号' },
} as const satisfies ProblemCodes

const Day = z.iso.date()

/** A role somewhere, for some time, on some ground. */
export const GrantInput = z
  .object({
    role: z.enum(ROLES).exclude(['public']),
    scopeCode: z.string().regex(/^[0-9]{1,12}$/),
    agencyId: z.uuid().optional(),
    stationId: z.uuid().optional(),
    towns: z
      .array(z.string().regex(/^[0-9]{9}$/))
      .min(1)
      .max(100)
      .optional()
      .meta({ description: '片区：只限这些乡镇街道' }),
    isOwn: z.boolean().default(false).meta({ description: '只限指派给本人的对象与个案' }),
    roundId: z.uuid().optional().meta({ description: '只限这一轮评估抽中的样本，只读' }),
    validFrom: Day.optional().meta({ description: '默认今天' }),
    validTo: Day.optional().meta({ description: '当日起失效' }),
    isActing: z.boolean().default(false).meta({ description: '代理职务，须有止期' }),
    ground: z
      .object({ subject: z.enum(['contract', 'posting']), id: z.uuid() })
      .optional()
      .meta({ description: '所依据的协议或岗位，终止后授权随之失效' }),
  })
  .meta({ id: 'NewGrant' })
export type GrantInput = z.infer<typeof GrantInput>

export const AccountGrantView = z
  .object({
    id: z.string(),
    role: z.enum(ROLES),
    roleLabel: z.string(),
    scopeCode: z.string(),
    agencyId: z.string().nullable(),
    stationId: z.string().nullable(),
    towns: z.array(z.string()).nullable(),
    isOwn: z.boolean(),
    roundId: z.string().nullable(),
    validFrom: Day,
    validTo: Day.nullable(),
    isActing: z.boolean(),
    ground: z.object({ subject: z.string(), id: z.string() }).nullable(),
    isInForce: z.boolean(),
    isRevoked: z.boolean(),
  })
  .meta({ id: 'AccountGrant' })

export const AccountView = z
  .object({
    id: z.string(),
    signInName: z.string(),
    personName: z.string(),
    displayName: z.string(),
    divisionCode: z.string(),
    isActive: z.boolean(),
    expiresOn: Day.nullable(),
    hasSecondFactor: z.boolean(),
    isResetPending: z.boolean(),
    mayManage: z.boolean().meta({ description: '其权限不超出您的权限，您可以停用、重置、增减授权' }),
    grants: z.array(AccountGrantView),
  })
  .meta({ id: 'Account' })
export type AccountView = z.infer<typeof AccountView>

/** Told once, to be handed over in person: whoever holds it sets the password. */
export const OneTimeCode = z.object({ code: z.string(), expiresAt: z.iso.datetime() }).meta({ id: 'OneTimeCode' })

const manage = 'manage account'
const OfAccount = { accountId: z.uuid() }

export const listAccounts = endpoint({
  name: 'account.list',
  method: 'GET',
  path: '/accounts',
  summary: '辖区内的账号',
  who: manage,
  input: z.object({
    text: z.string().max(64).optional().meta({ description: '登录名或姓名含有' }),
    after: z.string().max(64).optional().meta({ description: '上一页最后的登录名' }),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    accounts: z.array(AccountView),
    grantableRoles: z.array(z.object({ role: z.enum(ROLES), label: z.string() })),
  }),
})

const NamedPlace = z.object({ id: z.string(), name: z.string(), code: z.string() })

/** What a grant may name, within the own scope: chosen by name, never typed by id. */
export const listGrantPlaces = endpoint({
  name: 'account.listGrantPlaces',
  method: 'GET',
  path: '/grant-places',
  summary: '授权可选的辖区、社工站、机构、协议、岗位和评估轮次',
  who: manage,
  input: z.object({}),
  output: z.object({
    divisions: z.array(z.object({ code: z.string(), name: z.string() })),
    stations: z.array(NamedPlace),
    agencies: z.array(NamedPlace),
    contracts: z.array(NamedPlace),
    postings: z.array(NamedPlace),
    rounds: z.array(NamedPlace),
  }),
})
export type GrantPlaces = z.infer<(typeof listGrantPlaces)['output']>

/** @refuses ACCOUNT_NOT_FOUND */
export const readAccount = endpoint({
  name: 'account.read',
  method: 'GET',
  path: '/accounts/:accountId',
  summary: '一个账号',
  who: manage,
  input: z.object(OfAccount),
  output: AccountView,
})

/**
 * The person sets the password with the code. @refuses ACCOUNT_EXISTS @refuses NOT_A_PERSON @refuses GRANT_ABOVE_OWN
 * @refuses GRANT_INCOMPLETE @refuses GRANT_TOO_HIGH @refuses GRANT_NARROW_UNFIT @refuses GRANT_NEEDS_END @refuses GRANT_DATES
 * @refuses GROUND_NOT_FOUND @refuses ROLES_INCOMPATIBLE
 */
export const createAccount = endpoint({
  name: 'account.create',
  method: 'POST',
  path: '/accounts',
  summary: '新建账号',
  who: manage,
  input: z.object({
    signInName: z
      .string()
      .toLowerCase()
      .regex(/^[a-z0-9][a-z0-9._-]{1,63}$/, '登录名应为 2 到 64 位小写字母、数字、点、横线，以字母或数字开头，例如 wang.xiulan'),
    personName: nameText(1, 40),
    displayName: nameText(1, 60).optional().meta({ description: '默认同姓名' }),
    expiresOn: Day.optional(),
    grants: z.array(GrantInput).min(1).max(20),
  }),
  output: z.object({ account: AccountView, oneTimeCode: OneTimeCode }),
})

/** @refuses ACCOUNT_NOT_FOUND @refuses OWN_ACCOUNT */
export const changeAccount = endpoint({
  name: 'account.change',
  method: 'PUT',
  path: '/accounts/:accountId',
  summary: '停用、启用账号，改到期日',
  who: manage,
  input: z.object({ ...OfAccount, isActive: z.boolean(), expiresOn: Day.nullable() }),
  output: AccountView,
})

/** The old password, every session and, where asked, the second factor end at once. @refuses ACCOUNT_NOT_FOUND @refuses OWN_ACCOUNT */
export const resetAccount = endpoint({
  name: 'account.reset',
  method: 'POST',
  path: '/accounts/:accountId/reset',
  summary: '重置密码：得到一次性重置码',
  who: manage,
  input: z.object({ ...OfAccount, alsoSecondFactor: z.boolean().default(false) }),
  output: OneTimeCode,
})

/** @refuses ACCOUNT_NOT_FOUND */
export const endAccountSessions = endpoint({
  name: 'account.endSessions',
  method: 'DELETE',
  path: '/accounts/:accountId/sessions',
  summary: '结束账号的全部登录',
  who: manage,
  input: z.object(OfAccount),
  output: z.object({ endedSessions: z.int() }),
})

/** @refuses ACCOUNT_NOT_FOUND @refuses OWN_ACCOUNT @refuses GRANT_ABOVE_OWN @refuses ROLES_INCOMPATIBLE */
export const addGrant = endpoint({
  name: 'account.addGrant',
  method: 'POST',
  path: '/accounts/:accountId/grants',
  summary: '增加授权',
  who: manage,
  input: z.object({ ...OfAccount, grant: GrantInput }),
  output: AccountView,
})

/** Sessions under it end with the next request. @refuses ACCOUNT_NOT_FOUND @refuses OWN_ACCOUNT @refuses GRANT_NOT_FOUND */
export const revokeGrant = endpoint({
  name: 'account.revokeGrant',
  method: 'DELETE',
  path: '/accounts/:accountId/grants/:grantId',
  summary: '撤销授权',
  who: manage,
  input: z.object({ ...OfAccount, grantId: z.uuid() }),
  output: AccountView,
})
