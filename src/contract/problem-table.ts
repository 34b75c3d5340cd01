import { ACCESS_PROBLEMS } from './access.ts'
import { ACCOUNT_PROBLEMS } from './account.ts'
import { ATTACHMENT_PROBLEMS } from './attachment.ts'
import { AUDIT_PROBLEMS } from './audit.ts'
import { GOVERNANCE_PROBLEMS } from './governance.ts'
import { IMPORT_PROBLEMS } from './import.ts'
import { PERSON_PROBLEMS } from './person-secret.ts'
import { COMMON_PROBLEMS, type ProblemCodes } from './problem.ts'
import { MY_ACCOUNT_PROBLEMS } from './my-account.ts'
import { RECORD_PROBLEMS } from './record.ts'
import { SCHEME_PROBLEMS } from './scheme/index.ts'
import { SESSION_PROBLEMS } from './session.ts'
import { TERRITORY_PROBLEMS } from './territory/index.ts'
import { STATION_PROBLEMS } from './station/index.ts'
import { WORKFORCE_PROBLEMS } from './workforce/index.ts'
import { TABLE_PROBLEMS } from './table.ts'

/** The code table of every module; a new module adds its own here. */
export const PROBLEM_TABLES: readonly ProblemCodes[] = [
  COMMON_PROBLEMS,
  SESSION_PROBLEMS,
  ACCOUNT_PROBLEMS,
  MY_ACCOUNT_PROBLEMS,
  SCHEME_PROBLEMS,
  ACCESS_PROBLEMS,
  AUDIT_PROBLEMS,
  PERSON_PROBLEMS,
  TABLE_PROBLEMS,
  IMPORT_PROBLEMS,
  RECORD_PROBLEMS,
  TERRITORY_PROBLEMS,
  STATION_PROBLEMS,
  WORKFORCE_PROBLEMS,
  ATTACHMENT_PROBLEMS,
  GOVERNANCE_PROBLEMS,
]

const ALL = new Map(PROBLEM_TABLES.flatMap((table) => Object.entries(table)))

/** Status and 中文 message of a code. A code that stands in no table is a bug: 500. */
export const problemFor = (code: string): { readonly status: number; readonly title: string } =>
  ALL.get(code) ?? COMMON_PROBLEMS.INTERNAL
