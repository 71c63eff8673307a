#include <stdio.h>

#include "cli/command.h"

int cli_help_run(int argc, char **argv)
{
    enum lang lang = cli_command_lang();

    (void)argc, (void)argv;
    printf("%s",
           lang_text(lang, N_("Năm Rõ: từ văn bản kế hoạch đến danh mục nhiệm vụ, chỉ tiêu.\n\n")));
    for (size_t i = 0; i < cli_command_count; i++) {
        const struct cli_command *c = &cli_command_list[i];

        printf("  namro %s%s%s\n      %s\n", c->name, c->arguments[0] ? " " : "", c->arguments,
               lang_text(lang, c->help));
    }
    printf("%s",
           lang_text(lang, N_("\nKết thúc với mã 0: có kết quả; 1: lỗi của chương trình hay của "
                              "máy; 2: tệp không đọc "
                              "được hoặc lệnh sai; 3: tệp không có nhiệm vụ, chỉ tiêu nào.\n")));
    return cli_command_print(STR(""));
}
