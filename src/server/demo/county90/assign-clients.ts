import type { DemoEntity } from '../demo-scheme.ts'
import type { Cast } from './cast.ts'
import { WORKER_ACCOUNT } from './worker-account.ts'

const CASEWORK: ReadonlySet<string> = new Set(['client', 'visit', 'serviceRecord', 'case', 'referral'])

/** Gives the clients and cases of the first station's worker to the account of that worker. */
export const assignClients = ({ book, towns }: Cast, entities: readonly DemoEntity[]): readonly DemoEntity[] => {
  const town = towns[0]
  const workerId = town && book.id('worker', town.unit.code)
  return entities.map((entity) =>
    CASEWORK.has(entity.subject) && entity.facts['workerId'] === workerId ? { ...entity, assignedTo: WORKER_ACCOUNT } : entity,
  )
}
