import type { KioskSite } from '../../../renderer/kiosk/connect.ts';

type Service = KioskSite['services'][number];

/** A site with as many services as there are series letters, and the longest words that we have met. */
export const site: KioskSite = {
  organisation: { vi: 'Trung tâm Phục vụ hành chính công', en: 'Public Administration Service Centre' },
  address: { vi: 'Phường Hà Đông, thành phố Hà Nội', en: 'Ha Dong Ward, Hanoi' },
  timeZone: 'Asia/Ho_Chi_Minh',
  kiosk: 'Kiosk 1',
  kioskLetters: ['K', 'L'],
  services: [
    service('ket-qua', 'A', 'folder', 'Nhận kết quả', 'Collect results', 'Đã có giấy hẹn trả', 'Appointment slip'),
    service('chung-thuc', 'B', 'stamp', 'Chứng thực', 'Certification', 'Sao y, chữ ký', 'Copies, signatures'),
    service('dat-dai', 'H', 'map', 'Đất đai', 'Land', 'Sổ đỏ, sang tên', 'Title deeds, transfers'),
    service('ho-tich', 'K', 'baby', 'Hộ tịch', 'Civil status', 'Khai sinh, khai tử, kết hôn', 'Births, marriages'),
    service('tro-cap', 'L', 'heart', 'Trợ cấp xã hội', 'Social support', 'Người cao tuổi, khuyết tật', 'Older people'),
    service('xay-dung', 'M', 'house', 'Xây dựng, nhà ở', 'Building and housing', 'Giấy phép xây dựng', 'Permits'),
    service(
      'co-cong',
      'X',
      'shield',
      'Người có công',
      'People with merit',
      'Thương binh, liệt sĩ',
      'Veterans, families',
    ),
  ],
};

function service(
  id: string,
  letter: string,
  icon: Service['icon'],
  ...[nameVi, nameEn, aboutVi, aboutEn]: [string, string, string, string]
): Service {
  return {
    id,
    letter,
    icon,
    name: { vi: nameVi, en: nameEn },
    about: { vi: aboutVi, en: aboutEn },
    place: { vi: 'Quầy 3 · tầng 1', en: 'Counter 3 · ground floor' },
  };
}
