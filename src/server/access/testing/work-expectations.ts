import { OWN, EVERYBODY, but, RULING, MAKERS, MANAGERS, READ_PERSON, type Expectation } from './expectation.ts'

const attachment = { attachmentId: OWN.attachment }
const FILE_READERS = but('system-admin', 'volunteer', 'client')
const RECORDERS = but('system-admin', 'auditor', 'volunteer', 'client')
const record = { subject: 'client', id: OWN.person }
const station = { stationId: OWN.station }
const worker = { workerId: OWN.person }
const posting = { postingId: OWN.person }
const noRecord = { other: 'RECORD_NOT_FOUND' }
const RECORD = but('system-admin', 'auditor', 'volunteer', 'client')
const seat = { stationId: OWN.station, workerId: OWN.person, seatCode: 'worker', isFullTime: true, startOn: '2023-01-01' }
const batch = { batchId: OWN.grant }
const noBatch = { other: 'IMPORT_NOT_FOUND' }
const RENAME = {
  change: { kind: 'rename', code: '990901101', name: '新镇' },
  effectiveOn: '2024-01-01',
  documentNo: '试〔2024〕1号',
}

/** Who gets past the door of records, lists, stations, people at work, divisions and the county’s own affairs. */
export const WORK_EXPECTATIONS: Readonly<Record<string, Expectation>> = {
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
  'workforce.readTurnover': { who: RULING, own: 'ok', other: 'nothing' },
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
  'governance.readRoadmap': { who: RULING, own: 'ok', other: 'nothing' },
  'governance.finishTask': {
    who: but('system-admin', 'auditor', 'volunteer', 'client'),
    input: { subject: 'task', id: OWN.contract, no: 0, version: 1, doneOn: '2024-01-02' },
    other: 'TASK_NOT_FOUND',
  },
  'governance.listBodies': { who: RULING, own: 'ok', other: 'nothing' },
  'governance.takeSeat': {
    who: but('system-admin', 'auditor', 'volunteer', 'client'),
    input: { id: OWN.contract, version: 1, seatCode: 'head', personId: OWN.person, from: '2024-01-02' },
    other: 'RECORD_NOT_FOUND',
  },
  'governance.listDecisions': { who: RULING, own: 'ok', other: 'nothing' },
  'governance.listIssues': { who: RULING, own: 'ok', other: 'nothing' },
  'governance.listDocuments': { who: RULING, own: 'ok', other: 'nothing' },
  'governance.listEscalations': { who: RULING, own: 'ok', other: 'nothing' },
  'governance.listRecurring': { who: RULING, own: 'ok', other: 'nothing' },
  'governance.listSupports': { who: RULING, own: 'ok', other: 'nothing' },
  'governance.listPolicies': { who: RULING, own: 'ok', other: 'nothing' },
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
  'table.readChoices': { who: RULING, input: { list: 'station' } },
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
