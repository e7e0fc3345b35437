/** An invented person and what is written on that person's card. Days are `YYYY-MM-DD`. */
export interface Citizen {
  /** Short name for a test or a drawer. */
  readonly id: string;
  /** Province, century and sex, year of birth, six digits. */
  readonly idNumber: string;
  readonly oldIdNumber: string | undefined;
  /** With its marks. */
  readonly name: string;
  readonly birthDay: string;
  readonly sex: 'male' | 'female';
  readonly issueDay: string;
  /** `undefined` for a card without an end ("Không thời hạn"). */
  readonly expiryDay: string | undefined;
  /** False on the cards of 2024 whose DG13 is closed to us. */
  readonly hasDg13: boolean;
  readonly address: string;
  /** Father, mother. */
  readonly parents: readonly [string, string];
  /** Two shapes of the parents' field have been published. */
  readonly parentsShape: 'one-sequence' | 'two-sequences';
  readonly spouse: string | undefined;
}

/** Nobody here exists. Last days follow Law 26/2023 Art. 21: 14, 25, 40, 60, and two years of grace before each. */
export const citizens: readonly Citizen[] = [
  {
    id: 'binh',
    idNumber: '001054004481',
    oldIdNumber: '010254481',
    name: 'Trần Quốc Bình',
    birthDay: '1954-03-12',
    sex: 'male',
    issueDay: '2021-05-18',
    expiryDay: undefined,
    hasDg13: true,
    address: 'Số 12 ngõ 4 Phố Đậu, Phường Láng, Hà Nội',
    parents: ['Trần Quốc An', 'Đỗ Thị Mận'],
    parentsShape: 'two-sequences',
    spouse: 'Bùi Thị Lan',
  },
  {
    id: 'hoa',
    idNumber: '079195012736',
    oldIdNumber: '025195736',
    name: 'Lê Thị Hoa',
    birthDay: '1995-08-20',
    sex: 'female',
    issueDay: '2021-06-10',
    expiryDay: '2035-08-20',
    hasDg13: true,
    address: '45/7 Đường Số 9, Phường Thủ Đức, TP. Hồ Chí Minh',
    parents: ['Lê Văn Sơn', 'Mai Thị Cúc'],
    parentsShape: 'one-sequence',
    spouse: undefined,
  },
  {
    id: 'duc',
    idNumber: '048081007152',
    oldIdNumber: undefined,
    name: 'Phạm Văn Đức',
    birthDay: '1981-02-03',
    sex: 'male',
    issueDay: '2022-03-15',
    expiryDay: '2041-02-03',
    hasDg13: true,
    address: 'Tổ 21, Phường Hòa Khánh, Đà Nẵng',
    parents: ['Phạm Văn Tâm', 'Hồ Thị Sen'],
    parentsShape: 'two-sequences',
    spouse: 'Đặng Thị Yến',
  },
  {
    id: 'anh',
    idNumber: '038311009604',
    oldIdNumber: undefined,
    name: 'Hoàng Ngọc Ánh',
    birthDay: '2011-05-30',
    sex: 'female',
    issueDay: '2025-07-01',
    expiryDay: '2036-05-30',
    hasDg13: true,
    address: 'Thôn Đoài, Xã Hoằng Hóa, Thanh Hóa',
    parents: ['Hoàng Văn Lợi', 'Nguyễn Thị Thơm'],
    parentsShape: 'one-sequence',
    spouse: undefined,
  },
  {
    id: 'khoi',
    idNumber: '092099003318',
    oldIdNumber: undefined,
    name: 'Võ Minh Khôi',
    birthDay: '1999-11-02',
    sex: 'male',
    issueDay: '2024-09-16',
    expiryDay: '2039-11-02',
    hasDg13: false,
    address: 'Khu vực 3, Phường Ninh Kiều, Cần Thơ',
    parents: ['Võ Minh Trí', 'Lâm Thị Diệu'],
    parentsShape: 'two-sequences',
    spouse: undefined,
  },
  {
    id: 'am',
    idNumber: '036145001927',
    oldIdNumber: '160145927',
    name: 'Nguyễn Thị Ẵm',
    birthDay: '1945-01-09',
    sex: 'female',
    issueDay: '2021-04-15',
    expiryDay: undefined,
    hasDg13: true,
    address: 'Xóm 5, Xã Xuân Trường, Ninh Bình',
    parents: ['Nguyễn Văn Cả', 'Vũ Thị Gái'],
    parentsShape: 'two-sequences',
    spouse: 'Ngô Văn Thuận',
  },
];
