import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import type { ProblemCodes } from './problem.ts'

export const ATTACHMENT_PROBLEMS = {
  ATTACHMENT_NO_RECORD: { status: 404, title: '没有这条记录，或不在您的范围内' },
  ATTACHMENT_NOT_FOUND: { status: 404, title: '没有这份附件，或不在您的范围内' },
  ATTACHMENT_TAKEN: { status: 409, title: '这个编号下已有另一份文件，没有覆盖；请重新选择文件上传' },
  ATTACHMENT_TYPE: { status: 422, title: '不能附上这种文件：只收 JPEG、PNG、WebP 图片，PDF，Word（docx），Excel（xlsx）' },
  ATTACHMENT_MISMATCH: { status: 422, title: '文件名或声明的类型与内容不一致' },
  ATTACHMENT_DAMAGED: { status: 422, title: '文件不完整或已损坏，没有保存' },
  ATTACHMENT_TOO_BIG_INSIDE: { status: 422, title: '文件展开后过大，没有保存' },
  ATTACHMENT_UNSAFE: { status: 422, title: '文件带有宏、加密或夹藏的内容，没有保存' },
  ATTACHMENT_TOO_LARGE: { status: 413, title: '文件太大' },
  ATTACHMENT_QUARANTINED: { status: 409, title: '这份附件查出病毒，已隔离，不能打开' },
  ATTACHMENT_HELD: { status: 409, title: '已作出的决定以这份附件为依据，不能撤下' },
  ATTACHMENT_GONE: { status: 409, title: '这份附件已经撤下' },
  ATTACHMENT_LOST: { status: 500, title: '附件的文件不见了，请告诉系统管理员执行 sgz doctor' },
  ATTACHMENT_SCAN_DOWN: { status: 503, title: '病毒查杀暂时不可用，文件没有保存' },
  ATTACHMENT_STORAGE_DOWN: { status: 503, title: '附件存储暂时不可用，请稍后再试' },
} as const satisfies ProblemCodes

const subject = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,60}$/, '应为对象种类的代码')
const record = { subject, recordId: z.uuid() }

export const AttachmentView = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    name: z.string(),
    mediaType: z.string(),
    typeLabel: z.string(),
    bytes: z.int(),
    /** quarantined: a scan found something; kept apart, never given out. */
    state: z.enum(['stored', 'quarantined']),
    quarantinedFor: z.string().nullable(),
    hasPreview: z.boolean(),
    isHeld: z.boolean().meta({ description: '已作出的决定以它为依据，不能撤下' }),
    recordedAt: z.iso.datetime(),
    recordedBy: z.string(),
    removed: z.object({ at: z.iso.datetime(), by: z.string(), reason: z.string() }).nullable(),
  })
  .meta({ id: 'Attachment' })
export type AttachmentView = z.infer<typeof AttachmentView>

/** The files of one record, those taken down with the reason. @refuses ATTACHMENT_NO_RECORD */
export const listAttachments = endpoint({
  name: 'attachment.list',
  method: 'GET',
  path: '/records/:subject/:recordId/attachments',
  summary: '一条记录的附件',
  who: 'read attachment',
  input: z.object(record),
  output: z.object({
    attachments: z.array(AttachmentView),
    mayChange: z.boolean(),
    limits: z.object({ photoBytes: z.int(), documentBytes: z.int() }),
  }),
})

/**
 * Adds a file. The id is made by the caller and is the idempotency key: the same file once more is the same attachment.
 * @refuses ATTACHMENT_NO_RECORD and, about the file, the other ATTACHMENT_ codes
 */
export const addAttachment = endpoint({
  name: 'attachment.add',
  method: 'PUT',
  path: '/records/:subject/:recordId/attachments/:attachmentId',
  summary: '附上一份文件',
  who: 'record fact',
  takesFile: true,
  input: z.object({
    ...record,
    attachmentId: z.uuidv7(),
    kind: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/, '应为附件种类的代码'),
    name: z.string().min(1).max(500),
  }),
  output: AttachmentView,
})

const one = z.object({ attachmentId: z.uuid() })

/** @refuses ATTACHMENT_NOT_FOUND @refuses ATTACHMENT_QUARANTINED */
export const readAttachment = endpoint({
  name: 'attachment.read',
  method: 'GET',
  path: '/attachments/:attachmentId/content',
  summary: '打开附件',
  who: 'read attachment',
  input: one,
  output: z.unknown(),
})

/** The picture, small. @refuses ATTACHMENT_NOT_FOUND */
export const readPreview = endpoint({
  name: 'attachment.readPreview',
  method: 'GET',
  path: '/attachments/:attachmentId/preview',
  summary: '附件缩略图',
  who: 'read attachment',
  input: one,
  output: z.unknown(),
})

/** @refuses ATTACHMENT_NOT_FOUND @refuses ATTACHMENT_GONE @refuses ATTACHMENT_HELD */
export const removeAttachment = endpoint({
  name: 'attachment.remove',
  method: 'POST',
  path: '/attachments/:attachmentId/remove',
  summary: '撤下附件（说明原因，留痕）',
  who: 'record fact',
  input: one.extend({ reason: z.string().trim().min(2).max(200) }),
  output: AttachmentView,
})
