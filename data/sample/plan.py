"""The sample plan: an invented province, an invented number, every kind of deadline, and a layout as
awkward as real ones. make.py turns it into the papers beside it."""

HEAD_LEFT = ["ỦY BAN NHÂN DÂN", "TỈNH TÂN GIANG", "Số: 25/KH-UBND"]
HEAD_RIGHT = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
              "Tân Giang, ngày 20 tháng 01 năm 2026"]
TITLE = ["KẾ HOẠCH", "Thực hiện Nghị quyết số 57-NQ/TW về đột phá phát triển khoa học, công nghệ, "
         "đổi mới sáng tạo và chuyển đổi số trên địa bàn tỉnh Tân Giang năm 2026"]

# kind, text: p paragraph, b bold heading, - bullet by hand, * automatic list, n automatic number
BODY = [
    ("i", "Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, "
          "công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia;"),
    ("i", "Căn cứ Nghị quyết số 71/NQ-CP ngày 01/4/2025 của Chính phủ;"),
    ("p", "Ủy ban nhân dân tỉnh ban hành Kế hoạch thực hiện trong năm 2026 với các nội dung sau:"),
    ("b", "I. MỤC ĐÍCH, YÊU CẦU"),
    ("-", "Cụ thể hóa các nội dung của Nghị quyết thành việc làm có người chịu trách nhiệm, có thời hạn và có sản phẩm."),
    ("-", "Bảo đảm sự phối hợp chặt chẽ giữa các ngành, các cấp; không làm phát sinh biểu mẫu báo cáo mới."),
    ("b", "II. MỤC TIÊU"),
    ("p", "Đến hết năm 2026: 90% hồ sơ công việc cấp tỉnh được xử lý trên môi trường mạng; ít nhất 12 doanh "
          "nghiệp công nghệ số thành lập mới; tỷ lệ dân số trưởng thành có chữ ký số đạt tối thiểu 30%."),
    ("b", "III. NHIỆM VỤ TRỌNG TÂM"),
    ("b", "1. Hoàn thiện thể chế"),
    ("n", "Ban hành quy chế quản lý, khai thác kho dữ liệu dùng chung của tỉnh.", [
        "Cơ quan chủ trì: Sở Khoa học và Công nghệ.",
        "Cơ quan phối hợp: Sở Tư pháp; Văn phòng UBND tỉnh.",
        "Thời gian hoàn thành: trước ngày 15/5/2026."]),
    ("n", "Rà soát, đề xuất bãi bỏ các thủ tục nội bộ không còn cần thiết.", [
        "Đơn vị chủ trì: Sở Nội vụ; Đơn vị phối hợp: các sở, ban, ngành tỉnh.",
        "Thời gian: Quý III/2026."]),
    ("b", "2. Phát triển hạ tầng và dữ liệu"),
    ("n", "Lập bản đồ vùng lõm sóng di động của 68 xã, phường và phương án xóa vùng lõm.", [
        "Thời gian thực hiện: trong 6 tháng đầu năm 2026.",
        "Cơ quan thực hiện: Sở Khoa học và Công nghệ",
        "Phối hợp: UBND các xã, phường; các doanh nghiệp viễn thông.",
        "Sản phẩm: Bản đồ và phương án được phê duyệt."]),
    ("p", "Giao Công an tỉnh chủ trì, phối hợp với Sở Khoa học và Công nghệ diễn tập ứng cứu sự cố an toàn "
          "thông tin, hoàn thành trước ngày 30/9/2026."),
    ("b", "IV. TỔ CHỨC THỰC HIỆN"),
    ("p", "1. Sở Khoa học và Công nghệ theo dõi, đôn đốc việc thực hiện Kế hoạch; tổng hợp, báo cáo UBND tỉnh "
          "trước ngày 10 của tháng cuối quý."),
    ("p", "2. Các sở, ban, ngành, UBND các xã, phường căn cứ nhiệm vụ tại Phụ lục để triển khai."),
    ("p", "Trên đây là Kế hoạch thực hiện Nghị quyết số 57-NQ/TW năm 2026. Trong quá trình thực hiện, nếu có khó "
          "khăn, vướng mắc, các cơ quan phản ánh về Sở Khoa học và Công nghệ để tổng hợp."),
]
RECIPIENTS = ["Nơi nhận:", "- Thường trực Tỉnh ủy (để báo cáo);", "- Các sở, ban, ngành tỉnh;",
              "- UBND các xã, phường;", "- Lưu: VT, KGVX."]
SIGNATURE = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(đã ký)"]

ANNEX_1 = ("PHỤ LỤC I", "CHỈ TIÊU THỰC HIỆN NGHỊ QUYẾT SỐ 57-NQ/TW",
           ["TT", "Chỉ tiêu", "Đơn vị tính", "Mục tiêu", "Cơ quan theo dõi, đánh giá"])
TARGETS = [
    ("I", "Đến năm 2026"),
    ("1", "Tỷ trọng kinh tế số trong GRDP", "% GRDP", "≥ 18,5", "Thống kê tỉnh"),
    ("2", "Xếp hạng chuyển đổi số cấp tỉnh", "Thứ bậc", "Thuộc nhóm 20 tỉnh dẫn đầu", "Sở Khoa học và Công nghệ"),
    ("3", "Dịch vụ công trực tuyến", "", "", ""),
    ("3.1", "Tỷ lệ hồ sơ nộp trực tuyến toàn trình", "%", "80", "Văn phòng UBND tỉnh"),
    ("3.2", "Tỷ lệ thanh toán trực tuyến", "%", "từ 65 trở lên", "Văn phòng UBND tỉnh"),
    ("4", "Chi ngân sách cho khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số", "% tổng chi",
     "≥ 3 và tăng dần", "Sở Tài chính"),
    ("II", "Đến năm 2030"),
    ("5", "Tốc độ tăng số đơn đăng ký sáng chế", "%/năm", "16 - 18", "Sở Khoa học và Công nghệ"),
    ("6", "Năng lực công nghệ của doanh nghiệp", "Mức", "Đạt mức khá", "Sở Công Thương"),
]

ANNEX_2 = ("PHỤ LỤC II", "NHIỆM VỤ THỰC HIỆN NGHỊ QUYẾT SỐ 57-NQ/TW NĂM 2026")
# no, name, lead, coordinating, deadline, deliverable; None = merged with the cell above
TASKS = [
    ("I", "Nâng cao nhận thức, đổi mới tư duy, quyết tâm chính trị trong phát triển khoa học, công nghệ"),
    ("1", "Tổ chức tuần lễ chuyển đổi số của tỉnh", "Sở Khoa học và Công nghệ",
     "Báo và Đài phát thanh, truyền hình Tân Giang", "Tháng 10/2026", "Kế hoạch và báo cáo kết quả"),
    ("2", "Mở chuyên mục hỏi đáp về dịch vụ số trên sóng phát thanh", None,
     "Các sở, ban, ngành tỉnh", "Thường xuyên", "Chuyên mục"),
    ("3", "Bồi dưỡng kỹ năng số cho cán bộ cấp xã", "Sở Nội vụ", "Trường Chính trị tỉnh; UBND các xã, phường",
     "Hằng năm", "Lớp bồi dưỡng"),
    ("II", "Hoàn thiện thể chế, chính sách"),
    ("1", "Ban hành quy chế quản lý, khai thác kho dữ liệu dùng chung của tỉnh", "Sở Khoa học và Công nghệ",
     "Sở Tư pháp; Văn phòng UBND tỉnh", "Trước ngày 15/5/2026", "Quyết định của UBND tỉnh"),
    ("2", "Xây dựng chính sách hỗ trợ doanh nghiệp nhỏ và vừa dùng nền tảng số", "Sở Tài chính",
     "Sở Công Thương, Sở Khoa học và Công nghệ, Hiệp hội Doanh nghiệp tỉnh", "Quý IV/2026", "Nghị quyết của HĐND tỉnh"),
    ("3", "Triển khai bộ tiêu chí đánh giá năng lực số", "Sở Nội vụ", "Các cơ quan, đơn vị liên quan",
     "Sau khi có hướng dẫn của Bộ Khoa học và Công nghệ", "Quyết định"),
    ("4", "Thí điểm mô hình khu công nghệ số tập trung", "Ban Quản lý Khu kinh tế", "Sở Xây dựng",
     "Trường hợp được lựa chọn theo Quyết định của Thủ tướng Chính phủ", "Đề án"),
    ("III", "Hạ tầng số, dữ liệu số"),
    ("1", "Nâng cấp trung tâm dữ liệu của tỉnh", "Sở Khoa học và Công nghệ", "Công an tỉnh; Sở Tài chính",
     "2026-2028", "Trung tâm đạt cấp độ 3"),
    ("2", "Số hóa sổ hộ tịch, đất đai cấp xã còn lại", "UBND các xã, phường", "Sở Tư pháp; Sở Nông nghiệp và Môi trường",
     "6 tháng đầu năm 2026", "Dữ liệu đã làm sạch"),
    ("3", "Công bố danh mục dữ liệu mở", "Văn phòng UBND tỉnh", "Các sở, ban, ngành tỉnh",
     "Trong 10 ngày làm việc kể từ ngày Ủy ban nhân dân tỉnh phê duyệt", "Danh mục"),
    ("4", "Kiểm tra, bàn giao hệ thống hội nghị truyền hình trước kỳ họp", "Văn phòng UBND tỉnh", None,
     "Trước 17 giờ 00 ngày 20/02/2026", "Biên bản bàn giao"),
    ("5", "Đánh giá an toàn thông tin các hệ thống cấp độ 3", "Công an tỉnh", "Sở Khoa học và Công nghệ",
     "Thường xuyên, hằng năm", "Báo cáo"),
    ("IV", "Nhiệm vụ khác"),
    ("1", "Khắc phục các điểm kết nối Internet yếu tại trường học vùng núi", "Sở Giáo dục và Đào tạo",
     "Các doanh nghiệp viễn thông", "Khẩn trương", ""),
    ("2", "Sơ kết, đánh giá kết quả thực hiện Kế hoạch", "Sở Khoa học và Công nghệ", "Các sở, ban, ngành, địa phương",
     "Năm 2026", "Báo cáo của UBND tỉnh"),
]
FOOTNOTE = "Gồm cả các điểm mới phát sinh sau khi sắp xếp đơn vị hành chính."
