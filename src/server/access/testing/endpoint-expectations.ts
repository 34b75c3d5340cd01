import type { Role } from '#domain/kernel/actor.ts'

/** What the table test knows of the data: one person, one account, one proposal, all in the county of `own`. */
export const OWN = {
  county: '990901',
  other: '990902',
  person: '00000000-0000-7000-8000-000000000001',
  account: '00000000-0000-7000-8000-000000000002',
  consequence: '00000000-0000-7000-8000-000000000003',
  grant: '00000000-0000-7000-8000-000000000004',
  agency: '00000000-0000-7000-8000-000000000060',
  station: '00000000-0000-7000-8000-000000000050',
  contract: '00000000-0000-7000-8000-000000000080',
  attachment: '00000000-0000-7000-8000-000000000070',
} as const

/** Written by hand, apart from the ability table: who gets past the door, and what somebody of another county finds behind it. */
export interface Expectation {
  readonly who: 'anyone' | 'signed-in' | readonly Role[]
  readonly input?: Readonly<Record<string, unknown>>
  /** The answer to a caller of another county: a problem code, or `nothing` for a list without what is ours. */
  readonly other?: string
  /** The answer to every caller of the own county who gets in, where it is the same for all. */
  readonly own?: string
}

const EVERYBODY: readonly Role[] = [
  'system-admin',
  'bureau',
  'bureau-line',
  'town',
  'child-officer',
  'village',
  'agency',
  'agency-office',
  'worker',
  'centre',
  'supervisor',
  'evaluator',
  'finance',
  'auditor',
  'city',
  'province',
  'volunteer',
  'client',
]
const but = (...out: readonly Role[]): readonly Role[] => EVERYBODY.filter((role) => !out.includes(role))
const RULING = but('system-admin', 'child-officer', 'village', 'agency-office', 'volunteer', 'client')
const DESK = but('system-admin', 'auditor', 'volunteer', 'client')
const TRY: readonly Role[] = ['bureau', 'bureau-line', 'town', 'centre', 'auditor', 'city', 'province']
const MAKERS: readonly Role[] = ['bureau', 'city', 'province']
const MANAGERS: readonly Role[] = ['system-admin', 'bureau', 'city', 'province']
const READ_PERSON: readonly Role[] = [
  'bureau',
  'bureau-line',
  'town',
  'child-officer',
  'village',
  'agency',
  'worker',
  'centre',
  'supervisor',
  'evaluator',
]
const attachment = { attachmentId: OWN.attachment }
const FILE_READERS = but('system-admin', 'volunteer', 'client')
const RECORDERS = but('system-admin', 'auditor', 'volunteer', 'client')
const scheme = { schemeId: 'county90' }
const rule = { ...scheme, ruleId: 'r' }
const account = { accountId: OWN.account }
const person = { personId: OWN.person }
const record = { subject: 'client', id: OWN.person }
const station = { stationId: OWN.station }
const worker = { workerId: OWN.person }
const posting = { postingId: OWN.person }
const noRecord = { other: 'RECORD_NOT_FOUND' }
const RECORD = but('system-admin', 'auditor', 'volunteer', 'client')
const seat = { stationId: OWN.station, workerId: OWN.person, seatCode: 'worker', isFullTime: true, startOn: '2023-01-01' }
const batch = { batchId: OWN.grant }
const noBatch = { other: 'IMPORT_NOT_FOUND' }
const password = 'not the password'
const RENAME = {
  change: { kind: 'rename', code: '990901101', name: '新镇' },
  effectiveOn: '2024-01-01',
  documentNo: '试〔2024〕1号',
}
const noAccount = { other: 'ACCOUNT_NOT_FOUND' }

/** Every endpoint by name. One that is missing here fails the table test: nothing is open that nobody thought of. */
export const ENDPOINT_EXPECTATIONS: Readonly<Record<string, Expectation>> = {
  'health.live': { who: 'anyone' },
  'health.read': { who: 'anyone' },
  'session.signIn': { who: 'anyone', input: { name: 'nobody', password } },
  'session.signOut': { who: 'anyone' },
  'session.read': { who: 'anyone' },
  'session.switchGrant': { who: 'signed-in', input: { grantId: OWN.grant }, other: 'GRANT_NOT_FOUND' },
  'session.startViewing': { who: MANAGERS, input: { grantId: OWN.grant }, other: 'GRANT_NOT_FOUND' },
  'session.endViewing': { who: 'signed-in', own: 'ok' },
  'session.enterCode': { who: 'anyone', input: { code: '123456' } },
  'session.beginSetUp': { who: 'anyone' },
  'session.finishSetUp': { who: 'anyone', input: { code: '123456' } },
  'session.redeemReset': { who: 'anyone', input: { name: 'nobody', code: 'x', password } },
  'session.beginOidc': { who: 'anyone' },
  'session.finishOidc': { who: 'anyone', input: { query: 'x', binding: 'x' } },
  'account.list': { who: MANAGERS, other: 'nothing' },
  'account.listGrantPlaces': { who: MANAGERS, own: 'ok', other: 'nothing' },
  'account.create': {
    who: MANAGERS,
    input: { signInName: 'new', personName: '新', grants: [{ role: 'town', scopeCode: '990901101' }] },
  },
  'account.read': { who: MANAGERS, input: account, ...noAccount },
  'account.change': { who: MANAGERS, input: { ...account, isActive: true, expiresOn: null }, ...noAccount },
  'account.reset': { who: MANAGERS, input: account, ...noAccount },
  'account.endSessions': { who: MANAGERS, input: account, ...noAccount },
  'account.addGrant': { who: MANAGERS, input: { ...account, grant: { role: 'town', scopeCode: '990901101' } }, ...noAccount },
  'account.revokeGrant': { who: MANAGERS, input: { ...account, grantId: OWN.grant }, ...noAccount },
  'me.read': { who: 'signed-in' },
  'me.changePassword': { who: 'signed-in', input: { current: password, password } },
  'me.listSessions': { who: 'signed-in' },
  'me.endSessions': { who: 'signed-in' },
  'me.endSession': { who: 'signed-in', input: { sessionId: OWN.grant } },
  'me.beginFactor': { who: 'signed-in', input: { password } },
  'me.confirmFactor': { who: 'signed-in', input: { code: '123456' } },
  'me.turnOffFactor': { who: 'signed-in', input: { password, code: '123456' } },
  'me.renewRecoveryCodes': { who: 'signed-in', input: { password } },
  'me.beginLink': { who: 'signed-in', input: { password } },
  'me.finishLink': { who: 'signed-in', input: { query: 'x', binding: 'x' } },
  'me.endLink': { who: 'signed-in' },
  'scheme.list': { who: EVERYBODY },
  'scheme.readPlan': { who: EVERYBODY, input: scheme },
  'scheme.listOwed': { who: EVERYBODY, input: scheme },
  'scheme.listSettings': { who: EVERYBODY, input: scheme },
  'scheme.compare': { who: EVERYBODY },
  'scheme.readOriginal': { who: EVERYBODY, input: scheme },
  'scheme.listRulings': { who: RULING, input: rule },
  'scheme.readRuling': { who: RULING, input: { ...rule, entityId: OWN.person }, other: 'SCHEME_NOT_FOUND' },
  'scheme.listConsequences': { who: RULING, input: scheme },
  'scheme.listLevers': { who: TRY, input: scheme },
  'scheme.tryWhatIf': { who: TRY, input: { ...rule, path: 'x', value: '1' } },
  'scheme.signSetting': { who: MAKERS, input: { ...scheme, settingId: 's', value: '1' } },
  'scheme.attachOriginal': { who: MAKERS, input: { ...scheme, fileName: 'a.pdf', mediaType: 'application/pdf', base64: 'AAAA' } },
  'scheme.decideConsequence': {
    who: ['bureau'],
    input: { consequenceId: OWN.consequence, status: 'declined', reason: '理由充分' },
    other: 'CONSEQUENCE_NOT_FOUND',
  },
  'desk.read': { who: DESK },
  'access.readTable': { who: 'signed-in', own: 'ok' },
  'access.readWatermark': { who: 'signed-in', own: 'ok' },
  'access.openGlass': {
    who: ['auditor', 'city', 'province'],
    input: { countyCode: OWN.county, reason: '接到举报须当面核对名单' },
    own: 'ok',
  },
  'access.closeGlass': { who: 'signed-in', own: 'GLASS_NOT_OPEN' },
  'access.listGlass': { who: 'signed-in', own: 'ok', other: 'nothing' },
  'system.readStatus': { who: ['system-admin', 'bureau'], own: 'ok' },
  'audit.list': { who: ['system-admin', 'bureau', 'auditor'], own: 'ok', other: 'nothing' },
  'audit.export': { who: ['bureau', 'auditor'], own: 'ok', other: 'nothing' },
  'person.listSecrets': { who: READ_PERSON, input: person, own: 'ok', other: 'PERSON_NOT_FOUND' },
  'person.findBySecret': {
    who: ['bureau', 'bureau-line', 'town', 'child-officer', 'worker', 'centre'],
    input: { kind: 'phone', value: '10012345678' },
    own: 'ok',
    other: 'nothing',
  },
  'record.read': { who: RULING, input: record, other: 'RECORD_NOT_FOUND' },
  'record.listRegisters': { who: RULING },
  'record.list': { who: RULING, input: { subject: 'client' }, other: 'nothing' },
  'record.create': {
    who: but('system-admin', 'auditor', 'volunteer', 'client'),
    input: { subject: 'issue', id: OWN.grant, name: '新', unitId: OWN.account },
    other: 'RECORD_ELSEWHERE',
  },
  'record.history': { who: RULING, input: record, other: 'RECORD_NOT_FOUND' },
  'record.change': {
    who: but('system-admin', 'auditor', 'volunteer', 'client'),
    input: { ...record, version: 1, facts: {} },
    other: 'RECORD_NOT_FOUND',
  },
  'station.listSites': { who: ['bureau'], own: 'ok', other: 'nothing' },
  'station.register': {
    who: ['bureau'],
    input: { id: OWN.station, unitId: 'u', name: '某站' },
    other: 'STATION_UNIT_UNFIT',
  },
  'station.close': {
    who: ['bureau'],
    input: { ...station, version: 1, on: '2024-01-01', reason: '机构改革' },
    other: 'STATION_NOT_FOUND',
  },
  'station.move': {
    who: ['bureau'],
    input: { ...station, version: 1, unitId: 'u', on: '2024-01-01' },
    other: 'STATION_NOT_FOUND',
  },
  'station.read': { who: RULING, input: station, other: 'STATION_NOT_FOUND' },
  'station.listStandings': { who: RULING, input: { ids: OWN.station }, own: 'ok', other: 'nothing' },
  'station.readAcceptance': { who: RULING, input: { ...station, gate: 'station.open' }, other: 'STATION_NOT_FOUND' },
  'station.attestItem': {
    who: [
      'bureau',
      'town',
      'child-officer',
      'agency',
      'agency-office',
      'worker',
      'centre',
      'supervisor',
      'evaluator',
      'city',
      'province',
    ],
    input: { ...station, schemeId: 's', ruleId: 'r', itemId: 'i', isHeld: true, on: '2024-01-01' },
    other: 'STATION_NOT_FOUND',
  },
  'station.grantException': {
    who: ['bureau'],
    input: { ...station, schemeId: 's', ruleId: 'r', reason: '老旧院落' },
    other: 'STATION_NOT_FOUND',
  },
  'station.proposeAcceptance': {
    who: ['bureau', 'bureau-line', 'town', 'centre'],
    input: { ...station, id: OWN.grant, gate: 'station.open', result: 'passed', on: '2024-01-01' },
    other: 'STATION_NOT_FOUND',
  },
  'station.signAcceptance': {
    who: ['bureau', 'town', 'agency'],
    input: { ...station, acceptanceId: OWN.grant, id: OWN.grant, verdict: 'agreed' },
    other: 'STATION_NOT_FOUND',
  },
  'workforce.createWorker': {
    who: RECORD,
    input: { id: OWN.grant, agencyId: OWN.agency, facts: { nameText: '新' } },
    other: 'EMPLOYER_UNFIT',
  },
  'workforce.createOfficial': {
    who: RECORD,
    input: { id: OWN.grant, divisionCode: OWN.county, facts: { nameText: '新' } },
    other: 'RECORD_ELSEWHERE',
  },
  'workforce.readWorker': { who: READ_PERSON, input: worker, ...noRecord },
  'workforce.recordCheck': {
    who: RECORD,
    input: { ...worker, version: 1, kindCode: 'health', on: '2023-01-01', resultCode: 'clean' },
    ...noRecord,
  },
  'workforce.confirmItems': {
    who: [
      'bureau',
      'town',
      'child-officer',
      'agency',
      'agency-office',
      'worker',
      'centre',
      'supervisor',
      'evaluator',
      'city',
      'province',
    ],
    input: { ...worker, version: 1, ruleId: 'r', itemIds: ['i'], on: '2023-01-01' },
    ...noRecord,
  },
  'workforce.readSeats': { who: RULING, own: 'ok', other: 'nothing' },
  'workforce.answerPosting': { who: RECORD, input: seat, other: 'STATION_UNFIT' },
  'workforce.startPosting': { who: RECORD, input: { id: OWN.grant, ...seat }, other: 'STATION_UNFIT' },
  'workforce.readHandover': { who: RECORD, input: posting, ...noRecord },
  'workforce.endPosting': {
    who: RECORD,
    input: { ...posting, version: 1, endOn: '2023-01-01', reason: '离职', assignments: [] },
    ...noRecord,
  },
  'workforce.askReplacement': {
    who: RECORD,
    input: { ...posting, version: 1, groundCode: 'unadapted', askedOn: '2023-01-01' },
    ...noRecord,
  },
  'workforce.answerReplacement': { who: RECORD, input: { ...posting, version: 1, repliedOn: '2023-01-01' }, ...noRecord },
  'workforce.recordLeave': { who: RECORD, input: { ...posting, version: 1, from: '2023-01-01', to: '2023-01-02' }, ...noRecord },
  'workforce.orderCandidates': {
    who: RECORD,
    input: { stationId: OWN.station, seatCode: 'worker', candidates: [] },
    other: 'STATION_UNFIT',
  },
  'workforce.listStaffing': { who: RULING, own: 'ok', other: 'nothing' },
  'workforce.readAttendance': { who: READ_PERSON, input: { month: '2023-01' }, own: 'ok', other: 'nothing' },
  'workforce.recordAttendance': {
    who: RECORD,
    input: {
      month: '2023-01',
      rows: [{ workerId: OWN.person, version: 1, dueDays: 20, attendedDays: 20, leaveDays: 0, fieldDays: 0 }],
    },
    other: 'ATTENDANCE_UNFIT',
  },
  'workforce.listMonthSheets': { who: RULING, input: { month: '2023-01' }, own: 'ok', other: 'nothing' },
  'workforce.scoreMonth': {
    who: RECORD,
    input: { month: '2023-01', stationId: OWN.station, version: 1, score: 8000 },
    ...noRecord,
  },
  'person.setSecret': {
    who: ['bureau', 'bureau-line', 'town', 'child-officer', 'worker'],
    input: { ...person, kind: 'phone', value: '10012345678' },
    own: 'ok',
    other: 'PERSON_NOT_FOUND',
  },
  'person.revealSecret': {
    who: ['bureau', 'bureau-line', 'town', 'worker'],
    input: { ...person, kind: 'phone', reason: 'contact', remark: '联系本人' },
    own: 'ok',
    other: 'PERSON_NOT_FOUND',
  },
  'territory.listAdoptions': { who: EVERYBODY, other: 'nothing' },
  'territory.adoptScheme': {
    who: MANAGERS,
    input: { id: OWN.grant, schemeId: 'nobody1', unitCode: OWN.county, from: '2024-01-01' },
    other: 'DIVISION_NOT_FOUND',
  },
  'territory.endAdoption': { who: MANAGERS, input: { id: OWN.grant, endsOn: '2024-01-01' }, other: 'ADOPTION_NOT_FOUND' },
  'territory.tryChange': { who: MAKERS, input: RENAME, other: 'DIVISION_NOT_FOUND' },
  'territory.changeDivision': { who: MAKERS, input: { id: OWN.grant, ...RENAME }, other: 'DIVISION_NOT_FOUND' },
  'territory.listChanges': { who: EVERYBODY, other: 'nothing' },
  'territory.listBelow': { who: EVERYBODY, input: { code: OWN.county } },
  'territory.loadVillages': { who: MAKERS, input: { code: OWN.county }, other: 'DIVISION_NOT_FOUND' },
  'territory.readBoard': { who: EVERYBODY, input: { code: OWN.county }, other: 'DIVISION_NOT_FOUND' },
  'territory.listTargets': { who: EVERYBODY, input: { code: OWN.county }, other: 'DIVISION_NOT_FOUND' },
  'territory.readZones': { who: EVERYBODY, input: { code: OWN.county }, other: 'DIVISION_NOT_FOUND' },
  'territory.drawZones': {
    who: MAKERS,
    input: { code: OWN.county, from: '2024-01-01', zones: [] },
    other: 'DIVISION_NOT_FOUND',
  },
  'attachment.list': {
    who: FILE_READERS,
    input: { subject: 'contract', recordId: OWN.contract },
    other: 'ATTACHMENT_NO_RECORD',
  },
  'attachment.add': {
    who: RECORDERS,
    input: { subject: 'contract', recordId: OWN.contract, ...attachment, kind: 'photo', name: 'a.pdf' },
    other: 'ATTACHMENT_NO_RECORD',
  },
  'attachment.read': { who: FILE_READERS, input: attachment, other: 'ATTACHMENT_NOT_FOUND' },
  'attachment.readPreview': { who: FILE_READERS, input: attachment, other: 'ATTACHMENT_NOT_FOUND' },
  'attachment.remove': { who: RECORDERS, input: { ...attachment, reason: '传错了' }, other: 'ATTACHMENT_NOT_FOUND' },
  'unitList.list': { who: RULING, own: 'ok', other: 'nothing' },
  'unitList.export': { who: RULING, own: 'ok', other: 'nothing' },
  'stationList.list': { who: RULING, own: 'ok', other: 'nothing' },
  'stationList.export': { who: RULING, own: 'ok', other: 'nothing' },
  'workerList.list': { who: READ_PERSON, own: 'ok', other: 'nothing' },
  'workerList.export': { who: READ_PERSON, own: 'ok', other: 'nothing' },
  'postingList.list': { who: READ_PERSON, own: 'ok', other: 'nothing' },
  'postingList.export': { who: READ_PERSON, own: 'ok', other: 'nothing' },
  'search.find': { who: 'signed-in', input: { text: '甲' }, own: 'ok', other: 'nothing' },
  'import.list': { who: RECORDERS, own: 'ok', other: 'nothing' },
  'import.readTemplate': { who: RECORDERS, input: { importer: 'none' }, own: 'IMPORT_UNKNOWN' },
  'import.upload': { who: RECORDERS, input: { importer: 'none', batchid: OWN.grant, name: 'a.xlsx' }, own: 'IMPORT_UNKNOWN' },
  'import.read': { who: RECORDERS, input: batch, ...noBatch },
  'import.listLines': { who: RECORDERS, input: batch, ...noBatch },
  'import.readErrors': { who: RECORDERS, input: batch, ...noBatch },
  'import.check': { who: RECORDERS, input: { ...batch, mapping: {} }, ...noBatch },
  'import.confirm': { who: RECORDERS, input: batch, ...noBatch },
  'import.undo': { who: RECORDERS, input: batch, ...noBatch },
}
