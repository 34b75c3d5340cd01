import { accessSubjects } from './access.ts'
import { activitySubjects } from './activity.ts'
import { agencySubjects } from './agency.ts'
import { caseworkSubjects } from './casework.ts'
import { clientSubjects } from './client.ts'
import { contractSubjects } from './contract.ts'
import { disclosureSubjects } from './disclosure.ts'
import { evaluationSubjects } from './evaluation.ts'
import { fundingSubjects } from './funding.ts'
import { governanceSubjects } from './governance.ts'
import { procurementSubjects } from './procurement.ts'
import { programmeSubjects } from './programme.ts'
import { reportingSubjects } from './reporting.ts'
import { stationSubjects } from './station.ts'
import { supervisionSubjects } from './supervision.ts'
import { territorySubjects } from './territory.ts'
import { visitSubjects } from './visit.ts'
import { volunteerSubjects } from './volunteer.ts'
import { workforceSubjects } from './workforce.ts'
import type { Catalogue } from './types.ts'

export const catalogue: Catalogue = Object.fromEntries(
  [
    ...territorySubjects,
    ...governanceSubjects,
    ...stationSubjects,
    ...agencySubjects,
    ...workforceSubjects,
    ...procurementSubjects,
    ...contractSubjects,
    ...programmeSubjects,
    ...clientSubjects,
    ...visitSubjects,
    ...caseworkSubjects,
    ...activitySubjects,
    ...volunteerSubjects,
    ...supervisionSubjects,
    ...evaluationSubjects,
    ...fundingSubjects,
    ...reportingSubjects,
    ...disclosureSubjects,
    ...accessSubjects,
  ].map((subject) => [subject.subject, subject]),
)
