import { Link } from '@tanstack/react-router'
import { RecordForm } from '#web/record/index.ts'

/** The record of a station in the parts an officer fills in. */
const PARTS: readonly { readonly title: string; readonly only: readonly string[] }[] = [
  {
    title: '基本情况',
    only: [
      'nameText',
      'addressText',
      'phoneText',
      'complaintPhoneText',
      'openingHoursText',
      'plaqueText',
      'headId',
      'contractId',
      'isAtTownSeat',
      'areaM2',
      'officeAreaM2',
      'isOfficeSeparate',
      'useCodes',
    ],
  },
  { title: '场地与功能室', only: ['premises', 'rooms'] },
  { title: '办公设备', only: ['fixtures'] },
  { title: '管理制度与标准', only: ['documents', 'standardItems'] },
  { title: '称号与结对', only: ['distinctions', 'pairings'] },
]

export function StationFacts({ stationId }: { readonly stationId: string }) {
  return (
    <>
      {PARTS.map(({ title, only }) => (
        <RecordForm key={title} subject="station" id={stationId} title={title} only={only} />
      ))}
      <p className="no-print">
        <Link to="/records/$subject/$id" params={{ subject: 'station', id: stationId }}>
          全部事实（含方案另设的）
        </Link>
      </p>
    </>
  )
}
