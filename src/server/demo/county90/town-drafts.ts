/** What is special about a town's station; everything else is as the plan asks. Areas in hundredths of m², scores in hundredths. */
export interface TownDraft {
  readonly name: string
  readonly zone: 1 | 2 | 3 | 4
  readonly openedOn: string | null
  /** Absent: nobody has measured yet. */
  readonly officeAreaM2?: number
  readonly isOfficeSeparate?: boolean
  readonly plaqueText?: string
  readonly missingFixture?: string
  /** Of the five systems, how many are on file. */
  readonly systems: number
  readonly hasPledge: boolean
  readonly stageCode: 'building' | 'open' | 'standard' | 'mature'
  /** Scores of August to December; null: no sheet. */
  readonly scores: readonly (number | null)[]
  readonly headOfficeCode?: string
  readonly hasPartTime?: boolean
  readonly bornOn?: string
  readonly education?: string
  readonly startOn?: string
  /** Day on which the full-time worker left, with nobody in the seat since. */
  readonly leftOn?: string
  readonly isCertified?: boolean
  readonly isTrained?: boolean
  readonly volunteerTeams: number
  readonly clients: number
}

const usual = { systems: 5, hasPledge: true, stageCode: 'standard', volunteerTeams: 1, clients: 8 } as const

/** Thirteen towns in four zones. No such county exists; the names other than 太和 are found nowhere in the country. */
export const TOWN_DRAFTS: readonly TownDraft[] = [
  {
    ...usual,
    name: '太和镇',
    zone: 1,
    openedOn: '2023-07-20',
    officeAreaM2: 6200,
    stageCode: 'mature',
    scores: [8800, 9000, 8900, 9100, 9200],
    isCertified: true,
    volunteerTeams: 2,
    clients: 12,
  },
  { ...usual, name: '栖云镇', zone: 1, openedOn: '2023-07-28', officeAreaM2: 3900, scores: [8500, 8600, 8400, 8700, 8600] },
  {
    ...usual,
    name: '听松镇',
    zone: 1,
    openedOn: '2023-08-02',
    officeAreaM2: 4000,
    missingFixture: 'printer',
    scores: [8300, 8500, 8600, 8500, 8800],
  },
  {
    ...usual,
    name: '拾翠街道',
    zone: 1,
    openedOn: '2023-07-25',
    officeAreaM2: 5400,
    stageCode: 'mature',
    scores: [8700, 8800, 8900, 8900, 9000],
    isCertified: true,
  },
  {
    ...usual,
    name: '枕溪镇',
    zone: 2,
    openedOn: '2023-08-01',
    officeAreaM2: 4600,
    systems: 4,
    hasPledge: false,
    stageCode: 'open',
    scores: [8100, 8000, 8200, 7900, 8100],
    leftOn: '2023-12-08',
  },
  {
    ...usual,
    name: '临漪镇',
    zone: 2,
    openedOn: '2023-08-08',
    officeAreaM2: 4250,
    scores: [8200, 8300, 8000, 8200, 8300],
    bornOn: '1986-11-20',
  },
  {
    ...usual,
    name: '鹤汀镇',
    zone: 2,
    openedOn: '2023-08-03',
    officeAreaM2: 5000,
    scores: [8000, 8200, 8100, 8400, null],
    isTrained: false,
  },
  {
    ...usual,
    name: '漱石镇',
    zone: 3,
    openedOn: '2023-08-10',
    officeAreaM2: 4800,
    systems: 3,
    stageCode: 'open',
    scores: [8300, 8100, 7800, 7700, 7900],
    headOfficeCode: 'town-deputy-secretary',
  },
  {
    ...usual,
    name: '梧雨镇',
    zone: 3,
    openedOn: '2023-08-11',
    officeAreaM2: 4300,
    plaqueText: '梧雨镇社工站',
    scores: [8400, 8200, 7900, 7500, 7800],
    hasPartTime: false,
  },
  {
    ...usual,
    name: '归帆镇',
    zone: 3,
    openedOn: '2023-08-12',
    scores: [8500, 8300, 7850, 7660, 8030],
    education: 'junior-college',
  },
  {
    ...usual,
    name: '沐风街道',
    zone: 4,
    openedOn: '2023-07-18',
    officeAreaM2: 8800,
    stageCode: 'mature',
    scores: [9200, 9300, 9400, 9300, 9500],
    isCertified: true,
    volunteerTeams: 3,
    clients: 12,
  },
  {
    ...usual,
    name: '砚池镇',
    zone: 4,
    openedOn: '2023-07-22',
    officeAreaM2: 7200,
    stageCode: 'mature',
    scores: [9000, 9100, 9300, 9200, 9400],
    isCertified: true,
  },
  {
    ...usual,
    name: '眠鸥镇',
    zone: 4,
    openedOn: null,
    officeAreaM2: 4100,
    isOfficeSeparate: false,
    stageCode: 'building',
    scores: [],
    volunteerTeams: 0,
    clients: 0,
  },
]
