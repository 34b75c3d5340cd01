import { describe, expect, test } from 'vitest'
import { isTaskOf, type TaskPlace } from './whose-task.ts'

const town = { scope: { code: '990901101' }, parties: new Set(['town', 'station-head']) }
const COUNTY: TaskPlace = { code: '990901', agencyId: null, stationId: null, assignedTo: null, unitCode: null }
const task = { ownerCode: 'town' as string | undefined, supportCodes: [] as readonly string[] }

describe('a task in a record above is the reader’s', () => {
  test.each([
    ['given to the reader’s party', {}, {}, true],
    ['to be supported by it', {}, { ownerCode: 'bureau', supportCodes: ['finance', 'station-head'] }, true],
    ['of the very town', { unitCode: '990901101' }, {}, true],
    ['of the whole county', { unitCode: '990901' }, {}, true],
  ])('%s', (_, place, more, expected) => expect(isTaskOf(town, { ...COUNTY, ...place }, { ...task, ...more })).toBe(expected))
})

describe('and is not', () => {
  test.each([
    ['given to another party', {}, { ownerCode: 'agency' }],
    ['given to nobody', {}, { ownerCode: undefined }],
    ['of the town beside', { unitCode: '990901102' }, {}],
    ['of another county', { code: '990902' }, {}],
    ['filed with an agency', { agencyId: 'a' }, {}],
    ['filed with a station', { stationId: 's' }, {}],
    ['assigned to somebody', { assignedTo: 'x' }, {}],
  ])('%s', (_, place, more) => expect(isTaskOf(town, { ...COUNTY, ...place }, { ...task, ...more })).toBe(false))
  test('anybody’s who has no scope', () => expect(isTaskOf({ ...town, scope: { code: '' } }, COUNTY, task)).toBe(false))
})
