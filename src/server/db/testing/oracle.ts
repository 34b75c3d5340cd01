/**
 * Who may read and write which row, said once more in plain words and apart from everything the program is made of: no shared
 * code with the policies, the scopes or the ability table. The property test holds the database against it.
 */
export interface Who {
  readonly account?: string
  readonly role?: string
  /** undefined or '': no scope at all. */
  readonly code?: string
  readonly how?: 'territory' | 'zone' | 'agency' | 'station' | 'own' | 'sample' | 'glass'
  readonly agency?: string
  readonly station?: string
  readonly towns?: readonly string[]
  readonly round?: string
}

export interface Row {
  readonly id: string
  readonly code: string
  readonly account?: string | null
  readonly role?: string
  readonly agency?: string | null
  readonly station?: string | null
  readonly assigned?: string | null
  readonly rounds?: readonly string[] | null
  readonly isOpen?: boolean
  readonly isProposed?: boolean
  readonly isOfWorker?: boolean
}

/** A place lies below another when its code goes on where the other's ends; the country is above all. */
const lies = (code: string, below: string | undefined): boolean =>
  below !== undefined && below !== '' && (below === '0' || code.startsWith(below))

/** The offices above one: country, province, city, county, town. */
const isAbove = (code: string, who: Who): boolean => {
  if (who.code === undefined || who.code === '' || who.code === '0') return false
  if (code === '0') return true
  return code.length < who.code.length && who.code.startsWith(code) && [2, 4, 6, 9].includes(code.length)
}

const isTheirs = (row: Row, who: Who): boolean => {
  if (who.how === 'territory' || who.how === 'glass') return true
  if (who.how === 'zone') return (who.towns ?? []).some((town) => row.code.startsWith(town))
  if (who.how === 'agency') return typeof row.agency === 'string' && row.agency === who.agency
  if (who.how === 'station') return typeof row.station === 'string' && row.station === who.station
  if (who.how === 'own') return typeof row.assigned === 'string' && row.assigned === who.account
  if (who.how === 'sample') return who.round !== undefined && (row.rounds ?? []).includes(who.round)
  return false
}
const office = (row: Row, who: Who): boolean => who.how === 'territory' && lies(row.code, who.code)
const file = (row: Row, who: Who): boolean => lies(row.code, who.code) && isTheirs(row, who)
const mayWrite = (who: Who): boolean => who.how !== undefined && who.how !== 'sample' && who.how !== 'glass'
const isSelf = (row: Row, who: Who): boolean => who.account !== undefined && row.account === who.account
const never = (): boolean => false

interface Rules {
  readonly read: (row: Row, who: Who) => boolean
  readonly insert: (row: Row, who: Who) => boolean
  readonly update: (row: Row, who: Who) => boolean
  readonly remove: (row: Row, who: Who) => boolean
}
const filed = (row: Row, who: Who): boolean => file(row, who) && mayWrite(who)
const decided = (row: Row): Row => ({ ...row, assigned: null, rounds: null })
const isMaker = (who: Who): boolean => ['bureau', 'city', 'province'].includes(who.role ?? '')
const made = (row: Row, who: Who): boolean => office(row, who) && isMaker(who)
const published = (row: Row, who: Who): boolean => lies(row.code, who.code) || isAbove(row.code, who)

const record: Rules = {
  read: (row, who) => file(row, who) || (row.isOpen === true && who.how !== undefined && published(row, who)),
  insert: filed,
  update: filed,
  remove: filed,
}

/** Published, to whoever reaches anything at all. */
const shown = (row: Row, who: Who): boolean => who.how !== undefined && published(row, who)
/** The office of the place, and whoever sent it while that is their place. */
const sent = (row: Row, who: Who): boolean =>
  lies(row.code, who.code) && (who.how === 'territory' || (isSelf(row, who) && who.how !== undefined))
const taken: Rules = {
  read: sent,
  insert: (row, who) => lies(row.code, who.code) && isSelf(row, who) && mayWrite(who),
  update: (row, who) => sent(row, who) && mayWrite(who),
  remove: never,
}

export const ORACLE: Readonly<Record<string, Rules>> = {
  entity: record,
  unit: record,
  station: record,
  worker: record,
  posting: record,
  record_history: { read: file, insert: never, update: never, remove: never },
  import_batch: taken,
  import_row: taken,
  person_secret: { read: file, insert: filed, update: filed, remove: filed },
  attachment: { read: file, insert: (row, who) => filed(row, who) && isSelf(row, who), update: filed, remove: never },
  decision: {
    read: (row, who) => file(decided(row), who),
    // an agency about its own people, where a plan leaves it to them
    insert: (row, who) =>
      (office(row, who) || (who.how === 'agency' && row.isOfWorker === true && file(row, who))) && isSelf(row, who),
    update: never,
    remove: never,
  },
  consequence: {
    read: (row, who) => file(decided(row), who),
    insert: (row, who) => office(row, who) && row.isProposed === true,
    update: never,
    remove: never,
  },
  station_acceptance: {
    read: (row, who) => file(decided(row), who),
    insert: (row, who) => filed(decided(row), who) && isSelf(row, who),
    update: never,
    remove: never,
  },
  acceptance_signature: {
    read: (row, who) => file(decided(row), who),
    insert: (row, who) => filed(decided(row), who) && isSelf(row, who),
    update: never,
    remove: never,
  },
  signature: { read: published, insert: office, update: never, remove: never },
  scheme_document: { read: published, insert: office, update: never, remove: never },
  audit_entry: {
    read: (row, who) => office(row, who) && ['bureau', 'auditor', 'system-admin'].includes(who.role ?? ''),
    insert: never,
    update: never,
    remove: never,
  },
  division_change: {
    read: shown,
    insert: (row, who) => office(row, who) && isSelf(row, who) && isMaker(who),
    update: never,
    remove: never,
  },
  zone: { read: shown, insert: made, update: made, remove: never },
  break_glass: {
    read: (row, who) => isSelf(row, who) || (office(row, who) && ['bureau', 'system-admin'].includes(who.role ?? '')),
    insert: (row, who) =>
      isSelf(row, who) &&
      who.how === 'territory' &&
      row.role === who.role &&
      ['auditor', 'city', 'province'].includes(row.role ?? ''),
    update: (row, who) => isSelf(row, who),
    remove: never,
  },
  account: { read: (row, who) => row.id === who.account || office(row, who), insert: office, update: office, remove: never },
  access_grant: { read: (row, who) => isSelf(row, who) || office(row, who), insert: never, update: office, remove: never },
  session: { read: isSelf, insert: never, update: isSelf, remove: isSelf },
  handling: { read: isSelf, insert: isSelf, update: never, remove: never },
  second_factor: { read: isSelf, insert: never, update: isSelf, remove: isSelf },
}

/** Tables the oracle says nothing of, and why. */
export const BEYOND: Readonly<Record<string, string>> = {
  division: 'public reference data',
  county: 'public reference data',
  division_past: 'public reference data',
  division_list: 'public: which lists are stored',
  zone_town: 'as zone',
  cover: 'follows from stations, postings and services: its own test holds it against them',
  scheme_version: 'public reference data',
  scheme_adoption: 'public: which place follows which plan',
  migration: 'the application has no grant on it',
  attempt: 'the application has no grant on it',
  audit_head: 'read by the program itself alone',
  judged_mark: 'read by the program itself alone',
  fact_clock: 'counts of writes by county, no facts',
  plan_clock: 'marks of writes, no plans',
  recovery_code: 'as second_factor',
  federated_identity: 'as second_factor',
}
