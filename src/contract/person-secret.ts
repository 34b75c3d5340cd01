import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import type { ProblemCodes } from './problem.ts'

/** Numbers that tell a person apart, kept encrypted. */
export const SECRET_KINDS = ['id-number', 'phone', 'bank'] as const
export const SecretKind = z.enum(SECRET_KINDS)
export type SecretKind = z.infer<typeof SecretKind>

export const PERSON_PROBLEMS = {
  PERSON_NOT_FOUND: { status: 404, title: '没有这个人，或不在您的范围内' },
  SECRET_NOT_FOUND: { status: 404, title: '没有登记这项号码' },
  SECRET_UNFIT: { status: 422, title: '号码不合格式' },
  SECRET_TAKEN: { status: 409, title: '这个证件号在本县已登记在另一人名下，请走迁移或合并' },
  SECRET_UNREADABLE: { status: 500, title: '密文无法解读，请联系系统管理员' },
} as const satisfies ProblemCodes

export const MaskedSecretView = z
  .object({ kind: SecretKind, kindLabel: z.string(), masked: z.string(), recordedAt: z.iso.datetime() })
  .meta({ id: 'MaskedSecret' })

export const listSecrets = endpoint({
  name: 'person.listSecrets',
  method: 'GET',
  path: '/people/:personId/secrets',
  summary: '人员的号码（掩码）',
  who: 'read person',
  input: z.object({ personId: z.uuid() }),
  output: z.object({ secrets: z.array(MaskedSecretView) }),
})

/** Records a number, or another one in its place. @refuses PERSON_NOT_FOUND @refuses SECRET_UNFIT @refuses SECRET_TAKEN */
export const setSecret = endpoint({
  name: 'person.setSecret',
  method: 'PUT',
  path: '/people/:personId/secrets/:kind',
  summary: '登记人员的号码',
  who: 'record person secret',
  input: z.object({ personId: z.uuid(), kind: SecretKind, value: z.string().min(4).max(40) }),
  output: MaskedSecretView,
})

/** Who has exactly this number, within the own scope. The number travels in the body: an address would be logged. */
export const findPerson = endpoint({
  name: 'person.findBySecret',
  method: 'POST',
  path: '/people/by-secret',
  summary: '按号码查人',
  who: 'find person',
  input: z.object({ kind: SecretKind, value: z.string().min(4).max(40) }),
  output: z.object({
    people: z.array(z.object({ personId: z.string(), subject: z.string(), name: z.string(), divisionCode: z.string() })),
  }),
})

/** Why somebody looks at a number in clear. */
export const REVEAL_REASONS = ['verify-identity', 'contact', 'payment', 'transfer', 'audit', 'other'] as const

/** The number in clear, to be shown for thirty seconds; audited with the reason. @refuses PERSON_NOT_FOUND @refuses SECRET_NOT_FOUND */
export const revealSecret = endpoint({
  name: 'person.revealSecret',
  method: 'POST',
  path: '/people/:personId/secrets/:kind/reveal',
  summary: '查看号码原文',
  who: 'reveal person secret',
  input: z.object({
    personId: z.uuid(),
    kind: SecretKind,
    reason: z.enum(REVEAL_REASONS),
    remark: z.string().trim().min(2).max(200),
  }),
  output: z.object({ value: z.string(), showSeconds: z.int() }),
})
