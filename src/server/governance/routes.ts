import type { FastifyInstance } from 'fastify'
import * as contract from '#contract/governance.ts'
import * as oversight from '#contract/oversight.ts'
import { bind } from '#server/http/bind.ts'
import type { HttpParts } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { finishTask } from './finish-task.ts'
import { listBodies } from './list-bodies.ts'
import { listDecisions } from './list-decisions.ts'
import { listDocuments } from './list-documents.ts'
import { listEscalations } from './oversight/list-escalations.ts'
import { listIssues } from './list-issues.ts'
import { listPolicies } from './oversight/list-policies.ts'
import { listRecurring } from './oversight/list-recurring.ts'
import { listSupports } from './oversight/list-supports.ts'
import { readRoadmap } from './read-roadmap.ts'
import { takeSeat } from './take-seat.ts'

export function governanceRoutes(app: FastifyInstance, parts: HttpParts, opener: SchemeOpener): void {
  bind(app, parts, contract.readRoadmap, readRoadmap(opener))
  bind(app, parts, contract.finishTask, finishTask(opener))
  bind(app, parts, contract.listBodies, listBodies(opener))
  bind(app, parts, contract.takeSeat, takeSeat(opener))
  bind(app, parts, contract.listDecisions, listDecisions(opener))
  bind(app, parts, contract.listIssues, listIssues(opener))
  bind(app, parts, oversight.listEscalations, listEscalations(opener))
  bind(app, parts, oversight.listRecurring, listRecurring(opener))
  bind(app, parts, oversight.listSupports, listSupports(opener))
  bind(app, parts, oversight.listPolicies, listPolicies(opener))
  bind(app, parts, contract.listDocuments, listDocuments(opener))
}
