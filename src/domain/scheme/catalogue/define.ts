import { CERTIFICATE_LEVELS } from '../../kernel/levels.ts'
import type { FactDef, FactTypeName, Origin, RowsDef, SubjectDef, Unit } from './types.ts'

/** Type, label, unit and levels; whose it is and how it arises come with the group it stands in. */
type Field = Omit<FactDef, 'origin' | 'supplier'>
type Fields = Readonly<Record<string, Field>>
type Facts = Readonly<Record<string, FactDef>>

const plain =
  (type: FactTypeName, unit?: Unit) =>
  (label: string): Field =>
    unit === undefined ? { type, label } : { type, label, unit }

export const int = plain('int')
export const area = plain('int', 'm²')
export const point = plain('int', 'point')
export const fen = plain('int', 'fen')
export const bp = plain('int', 'bp')
export const day = plain('int', 'day')
export const minute = plain('int', 'minute')
export const bool = plain('bool')
export const code = plain('code')
export const codes = plain('codes')
export const text = plain('text')
/** A text of one line: a name, an address. */
export const line = (label: string): Field => ({ type: 'text', label, longest: 200 })
export const phone = (label: string): Field => ({ type: 'text', label, longest: 40 })
export const date = plain('date')
export const month = plain('month')
export const instant = plain('instant')
export const id = plain('id')
export const ids = plain('ids')
export const year = plain('year')
export const years = plain('years')
export const ordinal = (label: string, levels: readonly string[]): Field => ({ type: 'ordinal', label, levels })

/** Grades of the social work certificate, lowest first. */
export const certificateLevels = CERTIFICATE_LEVELS.map(({ value }) => value)

const sourced = (origin: Origin, supplier: string, fields: Fields): Facts =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { ...field, origin, supplier }]))

const group =
  (origin: Origin) =>
  (supplier: string, fields: Fields): Facts =>
    sourced(origin, supplier, fields)

export const recorded = group('recorded')
export const declared = group('declared')
export const outside = group('outside')
/** Established by an act of its own, never written past it. */
export const attested = group('attested')
export const derived = group('derived')

interface RowsDraft extends Omit<RowsDef, 'supplier' | 'fields'> {
  readonly supplier?: string
  readonly fields?: Fields
}
type Rows = Readonly<Record<string, RowsDraft>>
interface RowsTime {
  readonly on?: string
  readonly during?: readonly [string, string]
}

const list =
  (origin: Origin) =>
  (label: string, supplier: string, fields: Fields, time: RowsTime = {}): RowsDraft => ({
    label,
    origin,
    supplier,
    fields,
    ...time,
  })

export const recordedRows = list('recorded')
export const declaredRows = list('declared')
export const outsideRows = list('outside')
export const derivedRows = list('derived')

/** Rows that are entities of subject `of`, found by their link `via` back to this subject. */
export const entities = (label: string, of: string, via: string, time: RowsTime = {}): RowsDraft => ({
  label,
  origin: 'recorded',
  of,
  via,
  ...time,
})

/** Units of a tier anywhere below this one. */
export const unitsBelow = (label: string, tier: string): RowsDraft => ({ label, origin: 'outside', of: 'unit', tier })

export const outsideEntities = (label: string, of: string, via: string): RowsDraft => ({ label, origin: 'outside', of, via })

interface LinkDraft {
  readonly to: string
  readonly via: string
  readonly label: string
  readonly origin: Origin
}

/** To-one link; the id fact that carries it comes with it. */
export const link = (to: string, via: string, label: string, origin: Origin = 'recorded'): LinkDraft => ({
  to,
  via,
  label,
  origin,
})

export const unitLink = link('unit', 'unitId', '所属地区')
export const stationLink = link('station', 'stationId', '所属社工站')
export const contractLink = link('contract', 'contractId', '所属协议')
export const agencyLink = link('agency', 'agencyId', '承接机构')
export const workerLink = link('worker', 'workerId', '社工')
export const clientLink = link('client', 'clientId', '服务对象')
export const projectLink = link('project', 'projectId', '所属项目')

/** Rows every subject has. A subject's own rows of the same name take their place. */
const commonRows: Rows = {
  attested: {
    label: '现场确认',
    origin: 'attested',
    fields: {
      ruleId: id('规则'),
      itemId: id('确认事项'),
      byPersonId: id('确认人'),
      on: date('确认日期'),
      evidenceIds: ids('佐证材料'),
      remarkText: text('说明'),
      validUntilOn: date('有效期至'),
    },
  },
  waivers: {
    label: '例外批准',
    origin: 'attested',
    supplier: 'bureau',
    fields: {
      ruleId: id('规则'),
      reasonText: text('理由'),
      approverId: id('批准人'),
      until: date('有效期至'),
    },
  },
  entries: {
    label: '工作记录',
    origin: 'recorded',
    on: 'on',
    fields: {
      typeCode: code('记录类型'),
      on: date('日期'),
      byRoleCode: code('记录方'),
      tagCodes: codes('标签'),
      partyCodes: codes('参与方'),
      dueOn: date('办理期限'),
      doneOn: date('办结日期'),
    },
  },
}

interface SubjectDraft {
  readonly module: string
  readonly label: string
  /** Role that keeps the record, and supplies what names no other supplier. */
  readonly keeper: string
  readonly facts?: Facts
  readonly rows?: Rows
  readonly links?: Readonly<Record<string, LinkDraft>>
  readonly tierFact?: string
  readonly rollUp?: string
}

const settle = ({ fields, supplier: named, ...rest }: RowsDraft, keeper: string): RowsDef => {
  const supplier = named ?? keeper
  if (fields === undefined) return { ...rest, supplier }
  return { ...rest, supplier, fields: sourced(rest.origin, supplier, fields) }
}

const carriers = (links: readonly LinkDraft[], keeper: string): Facts =>
  Object.fromEntries(links.map(({ via, label, origin }) => [via, { type: 'id', label, origin, supplier: keeper }]))

export const subject = (name: string, draft: SubjectDraft): SubjectDef => {
  const { module, label, keeper, facts = {}, rows = {}, links = {}, tierFact, rollUp } = draft
  return {
    subject: name,
    module,
    label,
    facts: {
      ...recorded(keeper, { id: id('编号'), nameText: line('名称') }),
      ...carriers(Object.values(links), keeper),
      ...facts,
    },
    rows: Object.fromEntries(Object.entries({ ...commonRows, ...rows }).map(([key, row]) => [key, settle(row, keeper)])),
    links: Object.fromEntries(Object.entries(links).map(([key, { to, via }]) => [key, { to, via }])),
    nameFact: 'nameText',
    ...(tierFact === undefined ? {} : { tierFact }),
    ...(rollUp === undefined ? {} : { rollUp }),
  }
}
