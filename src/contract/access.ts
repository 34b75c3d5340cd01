import { z } from 'zod'
import { ROLES } from '#domain/kernel/actor.ts'
import { endpoint } from './endpoint.ts'
import type { ProblemCodes } from './problem.ts'

export const ACCESS_PROBLEMS = {
  GLASS_OPEN: { status: 409, title: '紧急查阅已经开启，请先结束' },
  GLASS_NOT_OPEN: { status: 409, title: '没有正在进行的紧急查阅' },
  GLASS_OUT_OF_REACH: { status: 422, title: '紧急查阅只能针对本市（或本省）辖内的一个县' },
  GLASS_REASON_SHORT: { status: 422, title: '请把紧急查阅的事由写清楚' },
} as const satisfies ProblemCodes

/** Who may do what, in sentences made from the tables the program obeys. */
export const readAccessTable = endpoint({
  name: 'access.readTable',
  method: 'GET',
  path: '/access-table',
  summary: '谁可以做什么',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({
    roles: z.array(z.object({ role: z.enum(ROLES), label: z.string(), lines: z.array(z.string()) })),
    text: z.string(),
  }),
})

/** What to lay over the screens of the person asking; null where watermarks are not configured. */
export const readWatermark = endpoint({
  name: 'access.readWatermark',
  method: 'GET',
  path: '/watermark',
  summary: '屏幕水印',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({ text: z.string().nullable() }),
})

export const GlassView = z
  .object({
    id: z.string(),
    countyCode: z.string(),
    accountId: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    roleLabel: z.string(),
    reason: z.string(),
    openedAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    closedAt: z.iso.datetime().nullable(),
    isOpen: z.boolean(),
  })
  .meta({ id: 'BreakGlass' })
export type GlassView = z.infer<typeof GlassView>

/** From here on, for three hours, the session reads that county and nothing else. @refuses GLASS_OPEN @refuses GLASS_OUT_OF_REACH @refuses GLASS_REASON_SHORT */
export const openGlass = endpoint({
  name: 'access.openGlass',
  method: 'POST',
  path: '/break-glass',
  summary: '开启紧急查阅',
  who: 'break glass',
  input: z.object({ countyCode: z.string().regex(/^\d{6}$/), reason: z.string().max(500) }),
  output: GlassView,
})

/** @refuses GLASS_NOT_OPEN */
export const closeGlass = endpoint({
  name: 'access.closeGlass',
  method: 'DELETE',
  path: '/break-glass',
  summary: '结束紧急查阅',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({}),
})

/** The own cases, and for a bureau those in the own county: who looked, why and when. */
export const listGlass = endpoint({
  name: 'access.listGlass',
  method: 'GET',
  path: '/break-glass',
  summary: '紧急查阅记录',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({ cases: z.array(GlassView) }),
})
