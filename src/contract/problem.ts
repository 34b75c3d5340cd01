import { z } from 'zod'

/** RFC 9457 problem: what every answer that is not a success carries, as `application/problem+json`. */
export const Problem = z
  .object({
    type: z.string().meta({ description: 'urn:sgz:problem:CODE' }),
    title: z.string().meta({ description: '中文说明' }),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    clause: z.string().optional().meta({ description: '所依据的条款的代码' }),
    ground: z
      .object({ schemeId: z.string(), scheme: z.string(), clauseId: z.string(), ref: z.string() })
      .optional()
      .meta({ description: '所依据的条款：哪份方案、第几条' }),
    fields: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: '有误的字段' }),
    requestId: z.string().optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>

/** The codes of one module: HTTP status and 中文 message of each. A retired code is never used again. */
export type ProblemCodes = Readonly<Record<string, { readonly status: number; readonly title: string }>>

/** Codes that any endpoint may answer. */
export const COMMON_PROBLEMS = {
  OVERLAPPING: { status: 409, title: '与已有的记录在时间上重叠，例如一人同时有两个专职岗位；没有保存' },
  INPUT_INVALID: { status: 400, title: '提交的内容有误' },
  NOT_SIGNED_IN: { status: 401, title: '请先登录' },
  NOT_ALLOWED: { status: 403, title: '您的身份不能做这件事' },
  VIEWING_ONLY: { status: 403, title: '正在以他人身份查看：只能看，不能办理，也不看其个人账号与敏感内容' },
  PLACE_LEFT: { status: 409, title: '这个地方已撤销或改属他处：原代码下只供查阅从前，不能再办理' },
  KEPT_APART: { status: 403, title: '您录入或认定过这个对象的情况，须由别人来决定' },
  CROSS_SITE: { status: 403, title: '请求来自别的网站，已拒绝' },
  NOT_FOUND: { status: 404, title: '没有找到，或不在您的辖区内' },
  TOO_LARGE: { status: 413, title: '提交的内容太大' },
  MEDIA_TYPE: { status: 415, title: '提交的内容格式不受支持' },
  TOO_MANY_REQUESTS: { status: 429, title: '请求过于频繁，请稍后再试' },
  INTERNAL: { status: 500, title: '系统出错了，已记录' },
  STARTING: { status: 503, title: '系统正在启动，请稍候' },
  STOPPING: { status: 503, title: '系统正在停止或重启，请稍候' },
  BUSY: { status: 503, title: '系统繁忙，请稍后再试' },
  TOO_SLOW: { status: 503, title: '这次操作用时过长，已中止，未保存；请稍后再试' },
  DATABASE_DOWN: { status: 503, title: '数据库暂时不可用，请稍候再试' },
} as const satisfies ProblemCodes
