import { AttachmentList, type AttachmentKind } from '#web/attachment/index.ts'

const KINDS: readonly [AttachmentKind, ...AttachmentKind[]] = [
  { code: 'site-photo', label: '场地照片' },
  { code: 'plaque-photo', label: '标牌、标识照片' },
  { code: 'right-of-use', label: '场地权属证明' },
  { code: 'system-document', label: '制度文件' },
  { code: 'acceptance', label: '验收材料' },
]

/** The files of a station: photos of the premises and the plaque, papers, what an acceptance rests on. */
export function StationFiles({ stationId, canChange }: { readonly stationId: string; readonly canChange: boolean }) {
  return (
    <section aria-label="附件">
      <h2>附件</h2>
      <p className="muted">照片不必有人脸。验收合格签署之后，已有的附件不能再撤下。</p>
      <AttachmentList subject="station" recordId={stationId} kinds={KINDS} canChange={canChange} />
    </section>
  )
}
