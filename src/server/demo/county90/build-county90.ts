import type { CivilDate } from '#domain/kernel/civil-date.ts'
import type { DemoScheme } from '../demo-scheme.ts'
import { openBook } from '../entity-book.ts'
import { addContracts } from './add-contracts.ts'
import { addEvaluations } from './add-evaluations.ts'
import { addGovernance } from './add-governance.ts'
import { addMoney } from './add-money.ts'
import { addPlans } from './add-plans.ts'
import { addProcurement } from './add-procurement.ts'
import { addServices } from './add-services.ts'
import { addStaff } from './add-staff.ts'
import { addStations } from './add-stations.ts'
import { assignClients } from './assign-clients.ts'
import { castCounty, FICTIONAL } from './cast-county.ts'
import { drawSample } from './draw-sample.ts'

/** A county that does not exist, half a year into its contracts: most of the plan holds, some does not, some nobody knows yet. */
export function buildCounty90(): DemoScheme {
  const book = openBook('county90')
  const cast = castCounty(book)
  addStations(cast)
  addStaff(cast)
  addProcurement(cast)
  addContracts(cast)
  addPlans(cast)
  addEvaluations(cast)
  addMoney(cast)
  addGovernance(cast)
  addServices(cast)
  return {
    schemeId: 'county90',
    demoDay: '2024-01-15' as CivilDate,
    adoption: { unitCode: cast.county.code, from: '2021-03-01' as CivilDate },
    counties: [{ code: cast.county.code, name: `${cast.county.name}（演示）` }],
    fictionalDivisions: FICTIONAL,
    signer: { name: '周演示（演示县民政局）', on: '2023-06-01' as CivilDate },
    unsigned: ['large-sum', 'incubation-cadence', 'coordination-reply-days'],
    entities: drawSample(cast, assignClients(cast, book.entities)),
  }
}
