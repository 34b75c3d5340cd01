import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import type { ProblemCodes } from './problem.ts'

export const IMPORT_PROBLEMS = {
  IMPORT_UNKNOWN: { status: 404, title: '没有这种导入' },
  IMPORT_NOT_FOUND: { status: 404, title: '没有找到这次导入，或不在您的辖区内' },
  IMPORT_FILE_UNFIT: { status: 422, title: '这个文件不能导入' },
  IMPORT_TAKEN: { status: 409, title: '这个编号已用于另一个文件，请重新上传' },
  IMPORT_MAPPING_UNFIT: { status: 422, title: '列没有对上' },
  IMPORT_NOT_NOW: { status: 409, title: '这次导入现在不能做这一步' },
  IMPORT_HAS_ERRORS: { status: 422, title: '表里还有错误的行，不能导入' },
  IMPORT_STALE: { status: 409, title: '核对之后情况有变，没有导入' },
  IMPORT_CHANGED_SINCE: { status: 409, title: '导入之后又有改动，不能撤销' },
} as const satisfies ProblemCodes

const Counts = z.object({ new: z.int(), changed: z.int(), same: z.int(), wrong: z.int() })

export const ImportBatchView = z
  .object({
    id: z.string(),
    importer: z.string(),
    title: z.string(),
    fileName: z.string(),
    state: z.enum(['read', 'checking', 'checked', 'applying', 'applied', 'undoing', 'undone']),
    message: z.string().nullable().meta({ description: '上一步没有做成的原因' }),
    rows: z.int(),
    rowsDone: z.int().meta({ description: '正在处理时：已处理的行数' }),
    counts: Counts.nullable(),
    headings: z.array(z.string()),
    columns: z.array(z.object({ key: z.string(), title: z.string(), isRequired: z.boolean(), note: z.string().nullable() })),
    mapping: z.record(z.string(), z.int()).meta({ description: '列 → 表格的第几列，从 0 起' }),
    uploadedAt: z.iso.datetime(),
    appliedAt: z.iso.datetime().nullable(),
    undoneAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ImportBatch' })
export type ImportBatchView = z.infer<typeof ImportBatchView>

const RowState = z.enum(['new', 'changed', 'same', 'wrong'])
export const ImportLineView = z
  .object({
    line: z.int(),
    state: RowState,
    name: z.string().meta({ description: '各关键列' }),
    faults: z.array(z.string()),
    changes: z.array(z.object({ title: z.string(), before: z.string(), after: z.string() })),
  })
  .meta({ id: 'ImportLine' })
export type ImportLineView = z.infer<typeof ImportLineView>

const importer = z.string().max(60)
const batch = { batchId: z.uuid() }

/** The imports of the own territory, or one's own, newest first. */
export const listImports = endpoint({
  name: 'import.list',
  method: 'GET',
  path: '/imports',
  summary: '导入记录',
  who: 'record fact',
  input: z.object({}),
  output: z.object({
    batches: z.array(ImportBatchView),
    importers: z.array(z.object({ key: z.string(), title: z.string() })),
  }),
})

/** An empty spreadsheet with drop-downs, an example and how to fill it in. @refuses IMPORT_UNKNOWN */
export const readTemplate = endpoint({
  name: 'import.readTemplate',
  method: 'GET',
  path: '/imports/templates/:importer',
  summary: '下载导入模板（Excel）',
  who: 'record fact',
  input: z.object({ importer }),
  output: z.unknown(),
})

/** Takes a file and reads it; nothing is recorded yet. @refuses IMPORT_UNKNOWN @refuses IMPORT_FILE_UNFIT @refuses IMPORT_TAKEN */
export const uploadImport = endpoint({
  name: 'import.upload',
  method: 'POST',
  path: '/imports/files/:importer',
  summary: '上传要导入的表格',
  who: 'record fact',
  input: z.object({ importer, batchid: z.uuid(), name: z.string().min(1).max(200) }),
  output: ImportBatchView,
  maxBytes: 50 * 1024 * 1024,
  takesFile: true,
})

/** One import: how far it is, and what it found. @refuses IMPORT_NOT_FOUND */
export const readImport = endpoint({
  name: 'import.read',
  method: 'GET',
  path: '/imports/:batchId',
  summary: '一次导入',
  who: 'record fact',
  input: z.object(batch),
  output: ImportBatchView,
})

/** Its lines, a hundred at a time. @refuses IMPORT_NOT_FOUND */
export const listImportLines = endpoint({
  name: 'import.listLines',
  method: 'GET',
  path: '/imports/:batchId/lines',
  summary: '一次导入的各行与差别',
  who: 'record fact',
  input: z.object({ ...batch, state: RowState.optional(), after: z.coerce.number().int().min(0).default(0) }),
  output: z.object({ lines: z.array(ImportLineView), next: z.int().nullable() }),
})

/** The lines that are wrong as a spreadsheet, what is wrong beside each. @refuses IMPORT_NOT_FOUND */
export const readImportErrors = endpoint({
  name: 'import.readErrors',
  method: 'GET',
  path: '/imports/:batchId/errors',
  summary: '下载错误的行（Excel）',
  who: 'record fact',
  input: z.object(batch),
  output: z.unknown(),
})

/** Holds every line against what is recorded: nothing is changed. @refuses IMPORT_NOT_FOUND @refuses IMPORT_MAPPING_UNFIT @refuses IMPORT_NOT_NOW */
export const checkImport = endpoint({
  name: 'import.check',
  method: 'POST',
  path: '/imports/:batchId/check',
  summary: '核对导入的表格',
  who: 'record fact',
  input: z.object({ ...batch, mapping: z.record(z.string().max(60), z.int().min(0).max(200)) }),
  output: ImportBatchView,
})

/** Writes all of it or nothing. @refuses IMPORT_NOT_FOUND @refuses IMPORT_HAS_ERRORS @refuses IMPORT_NOT_NOW */
export const confirmImport = endpoint({
  name: 'import.confirm',
  method: 'POST',
  path: '/imports/:batchId/confirm',
  summary: '确认导入',
  who: 'record fact',
  input: z.object(batch),
  output: ImportBatchView,
})

/** Takes all of it back, unless something was changed since. @refuses IMPORT_NOT_FOUND @refuses IMPORT_NOT_NOW */
export const undoImport = endpoint({
  name: 'import.undo',
  method: 'POST',
  path: '/imports/:batchId/undo',
  summary: '撤销导入',
  who: 'record fact',
  input: z.object(batch),
  output: ImportBatchView,
})
